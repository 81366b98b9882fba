#include "core/base/error.h"

#include <algorithm>
#include <cstddef>

namespace kintone {
namespace {

using enum error;

constexpr std::array<error_entry, static_cast<std::size_t>(error::error_count)> errors = {{
    {invalid_argument, 400, "SHIM_INVALID_ARGUMENT", "{0} was called with a wrong argument: {1}",
     "{0}の引数が正しくありません：{1}"},
    {forbidden_request_header, 400, "SHIM_FORBIDDEN_REQUEST_HEADER",
     "{0} sets this request header by itself, so it cannot be given: {1}",
     "{0}が自動で付けるリクエストヘッダーは指定できません：{1}"},
    {upload_too_large, 413, "SHIM_UPLOAD_TOO_LARGE",
     "data.value has {0} bytes; kintone.proxy.upload takes at most {1} bytes. Nothing was sent.",
     "data.valueは{0}バイトです。kintone.proxy.uploadの上限は{1}バイトです。何も送信していません。"},
    {call_aborted, 503, "SHIM_CALL_ABORTED",
     "{0} {1} was still on its way when shim.reset() or shim.dispose() ended it, or its page went away. "
     "Await the call, or with callbacks await shim.settled(), before the test ends.",
     "{0} {1}の途中でshim.reset()またはshim.dispose()が実行されたか、ページが閉じられたため、中止しました。"
     "テストの終了前に呼び出しをawaitするか、コールバックの場合はawait shim.settled()を実行してください。"},
    {disposed, 503, "SHIM_DISPOSED", "This shim was disposed; make a new one with createShim().",
     "このshimは破棄されています。createShim()で新しく作成してください。"},
    {memory_full, 507, "SHIM_MEMORY_FULL",
     "All shims of this process together would hold more than {0} bytes. shim.reset() empties one, and shim.dispose() ends it.",
     "このプロセスのすべてのshimの合計が{0}バイトを超えます。shim.reset()で空にするか、shim.dispose()で破棄してください。"},
    {verification_failed, 0, "SHIM_VERIFICATION_FAILED",
     "shim.verify() found {0}:", "shim.verify()で{0}件の問題が見つかりました："},
    {invalid_option, 0, "SHIM_INVALID_OPTION", "createShim: {0}", "createShim：{0}"},
    {body_not_kept, 0, "SHIM_BODY_NOT_KEPT",
     "The body of {0} {1} is {2} long (characters; of a Blob bytes), and the journal keeps no more than {3} of one. Read it in "
     "a route's reply((request) => …), whose request.body is whole.",
     "{0} {1}のボディの長さは{2}（文字数、Blobの場合はバイト数）です。ジャーナルに残るのは{3}までです。"
     "ルートのreply((request) => …)では、request.bodyで全体を読み取れます。"},
    {call_not_seen, 0, "SHIM_CALL_NOT_SEEN",
     "shim.journal.waitFor: no call that matches {0} ended within {1} ms.{2}",
     "shim.journal.waitFor：{1}ミリ秒以内に{0}に一致する呼び出しが終わりませんでした。{2}"},
    {clock_stands, 0, "SHIM_CLOCK_STANDS",
     "shim.settled(): with the option clock: 'manual' a delay ends by shim.advance(milliseconds) alone. Waiting for it:{0}",
     "shim.settled()：オプションclock: 'manual'では、delayはshim.advance(milliseconds)を実行するまで終わりません。待機中：{0}"},
    {event_promise, 0, "SHIM_EVENT_PROMISE",
     "{0}: handler {1} of {2} returned a Promise, which this event does not take. Nothing of it is applied, and the handlers "
     "after it did not run. Return the event itself; what has to be awaited goes into a handler of {3}.",
     "{0}：{2}個中{1}番目のハンドラーがPromiseを返しましたが、このイベントはPromiseに対応していません。内容は適用されず、以降のハンドラーも"
     "実行されませんでした。eventをそのまま返し、待つ必要のある処理は{3}のハンドラーで実行してください。"},
    {event_handler_threw, 0, "SHIM_EVENT_HANDLER_THREW",
     "{0}: handler {1} of {2} threw, or its Promise was rejected, so the handlers after it did not run: {3}",
     "{0}：{2}個中{1}番目のハンドラーで例外が発生したか、Promiseが拒否されたため、以降のハンドラーは実行されませんでした：{3}"},
    {wrong_screen, 400, "SHIM_WRONG_SCREEN",
     "{0} does not work on the screen {1}, where this shim is. It works on {2}. Go there before: await shim.open('{3}'{4});",
     "{0}は現在の画面{1}では使用できません。使用できる画面：{2}。先に画面を開いてください：await shim.open('{3}'{4});"},
    {dialog_unanswered, 0, "SHIM_DIALOG_UNANSWERED",
     "{0} shows a dialog, title: \"{1}\", and the test has not said what ends it. Say so before it is shown: "
     "shim.dialogs.answer('OK'); or 'CANCEL', 'CLOSE'; once a dialog.",
     "{0}のダイアログ（title：「{1}」）を閉じる操作がテストで指定されていません。表示の前に指定してください："
     "shim.dialogs.answer('OK'); または'CANCEL'、'CLOSE'（ダイアログ1つにつき1回）。"},
    {config_locked, 0, "SHIM_CONFIG_LOCKED",
     "kintone.plugin.app.setProxyConfig: another one is being saved, and kintone refuses the second meanwhile (option quirks: "
     "setProxyConfigLock). Call it in the successCallback of the one before.",
     "kintone.plugin.app.setProxyConfig：別の保存の途中のため失敗しました（オプションquirks: setProxyConfigLock）。前の呼び出しの"
     "successCallbackで実行してください。"},

    {network_offline, 502, "SHIM_NETWORK_OFFLINE",
     "{0} {1} may not leave this machine: no route answers it, and the option network{2} does not name {3}. Answer it with "
     "shim.upstream, or allow it with network: {4} (--network takes these names with commas between them).",
     "{0} {1}は外部に送信できません。応答するルートがなく、オプションnetwork{2}に{3}がありません。"
     "shim.upstreamで応答を指定するか、network: {4}で許可してください（--networkでは名前をコンマで区切ります）。"},
    {address_refused, 502, "SHIM_ADDRESS_REFUSED",
     "{0} leads to {1}, a loopback, private, link-local or otherwise special address.{2}",
     "{0}の接続先{1}は、ループバック、プライベート、リンクローカルなどの特別なアドレスです。{2}"},
    {host_not_found, 502, "SHIM_HOST_NOT_FOUND", "The host name {0} does not resolve ({1}).",
     "ホスト名{0}を解決できません（{1}）。"},
    {connection_refused, 502, "SHIM_CONNECTION_REFUSED", "{0} refused the connection.",
     "{0}に接続を拒否されました。"},
    {connection_reset, 502, "SHIM_CONNECTION_RESET",
     "{0} closed the connection before its answer's head was complete ({1}).",
     "{0}が応答ヘッダーを送り終える前に接続を閉じました（{1}）。"},
    {tls_rejected, 502, "SHIM_TLS_REJECTED",
     "The certificate of {0} is not trusted ({1}). kintone refuses self-signed certificates; a certificate "
     "authority of "
     "your own can be given with the option ca.",
     "{0}の証明書を信頼できません（{1}）。kintoneは自己署名証明書を使用したサーバーと通信できません。"
     "独自の認証局はオプションcaで指定できます。"},
    {timed_out, 504, "GAIA_PR03", "The request to {0} timed out: no complete answer within {1} ms.",
     "{0}へのリクエストがタイムアウトしました。{1}ミリ秒以内に応答が完了しませんでした。"},
    {network_failed, 502, "SHIM_NETWORK_FAILED", "The request to {0} failed ({1}).",
     "{0}へのリクエストに失敗しました（{1}）。"},

    {response_body_too_large, 502, "SHIM_RESPONSE_BODY_TOO_LARGE",
     "The response body of {0} is larger than {1} bytes. The rest was not read.",
     "{0}のレスポンスボディが{1}バイトを超えています。残りは読み込んでいません。"},
    {response_too_many_header_lines, 502, "SHIM_RESPONSE_TOO_MANY_HEADER_LINES",
     "The response of {0} has more than {1} header lines.", "{0}のレスポンスヘッダーが{1}行を超えています。"},
    {response_header_line_too_long, 502, "SHIM_RESPONSE_HEADER_LINE_TOO_LONG",
     "A response header line of {0} ({1}) has {2} bytes; at most {3} are allowed.",
     "{0}のレスポンスヘッダー（{1}）は1行が{2}バイトです。上限は{3}バイトです。"},
    {response_not_text, 502, "SHIM_RESPONSE_NOT_TEXT",
     "The response body of {0} is not {1} text; kintone.proxy handles only characters.",
     "{0}のレスポンスボディは{1}のテキストではありません。kintone.proxyは文字列だけを扱えます。"},
    {response_truncated, 502, "SHIM_RESPONSE_TRUNCATED",
     "The answer of {0} ended before it was complete ({1}).", "{0}の応答が途中で終わりました（{1}）。"},
    {response_malformed, 502, "SHIM_RESPONSE_MALFORMED", "The answer of {0} is not valid HTTP ({1}).",
     "{0}の応答はHTTPとして正しくありません（{1}）。"},
    {too_many_redirects, 502, "SHIM_TOO_MANY_REDIRECTS", "{0} redirected more than {1} times.",
     "{0}のリダイレクトが{1}回を超えました。"},

    {host_refused, 403, "SHIM_HOST_REFUSED",
     "The request is for {0}, and only {1} is answered here. A server takes another name by --host or the option host, "
     "createShim another origin by the option origin.",
     "リクエストの宛先は{0}ですが、ここでは{1}だけに応答します。サーバーの名前は--hostまたはオプションhost、"
     "kintoneのオリジンはcreateShimのオプションoriginで指定できます。"},
    {origin_refused, 403, "SHIM_ORIGIN_REFUSED",
     "Only a page of this server itself may ask for this; the request came from {0}.",
     "このサーバー自身のページからのリクエストだけを受け付けます。送信元：{0}。"},
    {relay_off, 403, "SHIM_RELAY_OFF",
     "The relay is off, since the server listens beyond loopback. Turn it on with --relay, or with the option relay: true.",
     "ループバック以外で待ち受けているため、リレーは無効です。--relayまたはオプションrelay: trueで有効にできます。"},
    {not_logged_in, 401, "CB_AU01", "Please login.", "ログインしてください。"},
    {requested_with_missing, 400, "CB_JH01",
     "Session authentication needs the request header \"X-Requested-With\".",
     "セッション認証には、\"X-Requested-With\"ヘッダーが必要です。"},
    {request_token_wrong, 400, "CB_CS01", "The page has expired. Reload the page.",
     "ページの有効期限が切れています。ページを再読み込みしてください。"},
    {request_malformed, 400, "SHIM_REQUEST_MALFORMED", "The request cannot be understood ({0}).",
     "リクエストを解釈できません（{0}）。"},
    {media_type_not_supported, 415, "SHIM_MEDIA_TYPE_NOT_SUPPORTED",
     "The Content-Type must be {0}; given: {1}.", "Content-Typeは{0}を指定してください。指定された値：{1}。"},
    {length_required, 411, "SHIM_LENGTH_REQUIRED", "An upload needs a Content-Length.",
     "アップロードにはContent-Lengthが必要です。"},
    {message_too_large, 413, "SHIM_MESSAGE_TOO_LARGE", "The message has more than {0} bytes.",
     "メッセージが{0}バイトを超えています。"},
    {head_too_large, 431, "SHIM_HEAD_TOO_LARGE",
     "The request's head, its URL and header fields, has {0} characters; at most {1} are read.",
     "リクエストヘッダー（URLを含む）が{0}文字です。上限は{1}文字です。"},
    {not_implemented, 404, "SHIM_NOT_IMPLEMENTED",
     "{0} {1} is not simulated, but {2} of an app and of a guest space are. docs/coverage.md of the package kintone-shim "
     "lists what they keep.",
     "{0} {1}はシミュレートされていません。対応しているのは{2}（ゲストスペースを含む）です。対応範囲はパッケージkintone-shimの"
     "docs/coverage.mdにあります。"},
    {file_not_found, 404, "SHIM_FILE_NOT_FOUND", "There is no file {0} in the served folder.",
     "公開フォルダーにファイル{0}がありません。"},

    {file_not_readable, 503, "SHIM_FILE_NOT_READABLE",
     "{0} cannot be read now ({1}). Where it is EMFILE, this process has too many files and connections open.",
     "{0}を現在読み取れません（{1}）。EMFILEの場合は、このプロセスが開いているファイルと接続が多すぎます。"},

    {wrong_password, 401, "CB_WA01",
     "Password authentication failed. The value in http header of X-Cybozu-Authorization is not valid.",
     "ユーザーのパスワード認証に失敗しました。「X-Cybozu-Authorization」ヘッダーの値が正しくありません。"},
    {api_token_unknown, 400, "GAIA_IA02",
     "The specified API token does not match the API token generated via an app.",
     "指定したAPIトークンは、アプリで生成されたトークンと異なります。"},
    {api_token_duplicate, 400, "GAIA_DA03", "You cannot specify a duplicate API token for the same app.",
     "同じアプリのAPIトークンを重複して指定することはできません。"},
    {access_token_invalid, 401, "CB_OA01", "Cannot access protected resource.",
     "保護されたリソースにアクセスできません。"},
    {illegal_request, 400, "CB_IL02", "Illegal request.", "不正なリクエストです。"},
    {not_multipart, 400, "GAIA_HM02",
     "The HTTP request format to upload a file is not valid. The HTTP request must be in multipart format.",
     "アップロードするHTTPリクエストの形式が正しくありません。HTTPリクエストはマルチパート形式である必要があります。"},
    {file_too_large, 413, "SHIM_FILE_TOO_LARGE",
     "The file is larger than {0} bytes. The rest was not read, and nothing was kept.",
     "ファイルが{0}バイトを超えています。残りは読み込まず、何も保存していません。"},
    {file_not_kept, 507, "SHIM_FILE_NOT_KEPT", "What was sent could not be kept: {0}. Nothing of it stays.",
     "送られたデータを保存できませんでした：{0}。何も残っていません。"},
    {blob_not_found, 404, "GAIA_BL01", "The specified file (id: {0}) not found.",
     "指定したファイル（id: {0}）が見つかりません。"},
    {validation_failed, 400, "CB_VA01", "Missing or invalid input.", "入力内容が正しくありません。"},
    {json_invalid, 400, "CB_IJ01", "Invalid JSON string.", "不正なJSON文字列です。"},
    {record_not_found, 404, "GAIA_RE01", "The specified record (ID: {0}) is not found.",
     "指定したレコード（id: {0}）が見つかりません。"},
    {revision_conflict, 409, "GAIA_CO02", "The revision is not the latest. Someone may update a record.",
     "指定したrevisionは最新ではありません。ほかのユーザーがレコードを更新した可能性があります。"},
    {guest_space_not_found, 404, "SHIM_GUEST_SPACE_NOT_FOUND",
     "There is no guest space {0}. Declare it with the option guestSpaces.",
     "ゲストスペース{0}がありません。オプションguestSpacesで宣言してください。"},
    {too_many_requests, 429, "GAIA_TO04", "The number of concurrent API requests exceeds the limit.",
     "APIの同時リクエスト数が上限を超えています。"},
    {parameter_not_supported, 400, "SHIM_PARAMETER_NOT_SUPPORTED",
     "The parameter {0} is not simulated. docs/coverage.md of the package kintone-shim lists what is.",
     "パラメーター{0}はシミュレートされていません。対応範囲はパッケージkintone-shimのdocs/coverage.mdにあります。"},
    {records_too_large, 413, "SHIM_RECORDS_TOO_LARGE",
     "The records of this shim would have more than {0} bytes in all.",
     "このshimのレコードが合計{0}バイトを超えます。"},
    {record_too_large, 413, "SHIM_RECORD_TOO_LARGE", "One record would have more than {0} bytes.",
     "1件のレコードが{0}バイトを超えます。"},
    {answer_too_large, 413, "SHIM_ANSWER_TOO_LARGE",
     "The answer would have more than {0} bytes. A smaller limit or size, or fewer fields, make it smaller.",
     "応答が{0}バイトを超えます。limitまたはsizeを小さくするか、fieldsを減らしてください。"},
    {field_not_found, 400, "GAIA_IQ11", "Specified field ({0}) not found.",
     "指定されたフィールド（{0}）が見つかりません。"},
    {query_reference, 400, "GAIA_IR02",
     "The query on the field \"{0}\" is not valid. Such a query can be used only with a Related Records field.",
     "フィールド「{0}」に指定したクエリが正しくありません。指定したクエリは、関連レコード一覧フィールドでのみ使用できます。"},
    {query_not_supported, 400, "SHIM_QUERY_NOT_SUPPORTED",
     "A condition on the records of a Related Records field ({0}) is not simulated. Ask the related app itself.",
     "関連レコード一覧フィールドのレコードに対する条件（{0}）はシミュレートされていません。関連先のアプリのレコードを取得してください。"},
    {operator_not_allowed, 400, "GAIA_IQ03",
     "The operator {1} cannot be used with the type of the field {0}.",
     "{0}フィールドのフィールドタイプには演算子{1}を使用できません。"},
    {operator_not_for_cell, 400, "GAIA_IQ07",
     "The operator {1} cannot be used with the type of the field {0} where it is in a table.",
     "テーブルに設定している場合、{0}フィールドのフィールドタイプには、演算子{1}を使用できません。"},
    {option_not_found, 400, "GAIA_IQ10", "The field \"{0}\" has no option \"{1}\".",
     "フィールド「{0}」の項目に「{1}」は存在しません。"},
    {process_disabled, 400, "GAIA_ST02",
     "Your request failed. The process management feature has been disabled.",
     "操作に失敗しました。プロセス管理機能が無効化されています。"},
    {user_not_found, 400, "GAIA_IL26", "The specified user (code：{0}) is not found.",
     "指定したユーザー（code：{0}）が見つかりません。"},
    {query_day_invalid, 400, "GAIA_IQ23",
     "The specified day ({0}) is not valid. It must be an integer from 1 to 31.",
     "指定した日にち（{0}）は無効です。1から31までの整数で指定します。"},
    {query_unit_unknown, 400, "GAIA_IQ25",
     "The second argument of FROM_TODAY() must be DAYS, WEEKS, MONTHS or YEARS.",
     "FROM_TODAY()の第2引数には、「DAYS」「WEEKS」「MONTHS」「YEARS」のいずれかを指定します。"},
    {query_illegal, 400, "GAIA_IL08", "The query is not valid.", "クエリの指定が不正です。"},
    {limit_too_large, 400, "GAIA_QU01", "limit must be {0} or less.",
     "limit には {0} 以下の値を指定してください。"},
    {offset_too_large, 400, "GAIA_QU02", "offset must be {0} or less.",
     "offset には {0} 以下の値を指定してください。"},
    {field_not_sortable, 400, "SHIM_FIELD_NOT_SORTABLE",
     "Records cannot be sorted by the field {0}: kintone refuses its type, or it is in a table.",
     "フィールド{0}では並べ替えられません。kintoneで並べ替えに使えないフィールドタイプか、テーブル内のフィールドです。"},
    {field_not_updatable, 400, "GAIA_UN10", "Cannot update field whose type is {0}.",
     "{0}型のフィールドに値を設定することはできません"},
    {category_not_updatable, 400, "GA_UO01",
     "The following operation is not available by API: editing the value of categories.",
     "APIでは次の操作はできません：カテゴリーの値の編集"},
    {update_key_not_unique, 400, "GAIA_IQ27",
     "Failed to update record. The field (code: {0}) set as \"updateKey\" must be set to \"Prohibit duplicate values\".",
     "レコードの更新に失敗しました。「updateKey」に指定したフィールド（code: {0}）は、値の重複を禁止する設定である必要があります。"},
    {record_of_key_not_found, 404, "GAIA_RE20",
     "No records match the conditions specified in the \"updateKey\" field.",
     "「updateKey」に指定した条件に一致するレコードがありません。"},
    {lookup_not_found, 400, "GAIA_LO04",
     "A value {1} in the field {0} does not exist in the datasource app for lookup, or you do not have permission to view "
     "the app or the field.",
     "フィールド「{0}」の値「{1}」が、ルックアップの参照先のフィールドにないか、またはアプリやフィールドの閲覧権限がありません。"},
    {lookup_key_not_unique, 400, "GAIA_LO03",
     "The lookup field {0} needs a key field ({1}) in the datasource app that prohibits duplicate values.",
     "ルックアップフィールド「{0}」のコピー元のフィールド（{1}）は、値の重複を禁止する設定である必要があります。"},
    {app_of_guest_space, 400, "GAIA_IL23",
     "To operate an app of a guest space, send the request to \"/k/guest/(ID of the guest space)/v1/...\".",
     "ゲストスペース内のアプリを操作する場合は、リクエストの送信先を「/k/guest/（ゲストスペースのID）/v1/...」にします。"},
    {no_privilege, 403, "CB_NO02", "No privilege to proceed.", "権限がありません。"},
    {app_right_required, 403, "GAIA_BF02",
     "App permissions are required to add records with specifying a value in the \"{0}\" field.",
     "フィールド「{0}」の値を指定してレコードを追加するには、アプリの管理権限が必要です。"},
    {token_not_allowed, 403, "GAIA_NO01", "Using this API token, you cannot run the specified API.",
     "このAPIトークンでは、指定したAPIを実行できません。"},
    {cursor_not_found, 404, "GAIA_CN01", "The specified cursor does not exist or has expired.",
     "指定したカーソルは存在しないか、既に有効期限が切れています。"},
    {too_many_cursors, 429, "GAIA_TM12",
     "No cursor can be created: as many as there may be are open. Delete those that are not needed, or try again later.",
     "作成できるカーソルの上限に達しているため、カーソルを作成できません。不要なカーソルを削除するか、しばらく経ってから再実行してください。"},
    {bulk_api_not_allowed, 400, "SHIM_BULK_API_NOT_ALLOWED",
     "bulkRequest does not take {0} {1}. It takes POST and PUT of record.json, and POST, PUT and DELETE of records.json, below its "
     "own path: /k/v1/record.json, or of a guest space /k/guest/1/v1/record.json.",
     "bulkRequestでは{0} {1}を実行できません。実行できるのはrecord.jsonのPOSTとPUT、records.jsonのPOST、PUT、DELETEです。apiには"
     "bulkRequest自身と同じ階層のパス（/k/v1/record.json、ゲストスペースでは/k/guest/1/v1/record.json）を指定してください。"},
    {comment_not_found, 400, "GAIA_RE02",
     "The specified comment does not exist. The comment may have been deleted.",
     "指定したコメントが存在しません。削除された可能性があります。"},
    {comment_of_other, 403, "GAIA_RE03",
     "Cannot delete the comment (ID: {0}). The comment was posted by someone other than you.",
     "コメント（id: {0}）を削除できません。ほかのユーザーが投稿したコメントです。"},
    {action_not_there, 400, "GAIA_IL03",
     "Failed to change the status. Another user may have changed the status or its settings.",
     "ステータスの変更に失敗しました。ほかのユーザーがステータス、またはステータスの設定を変更した可能性があります。"},
    {assignee_required, 400, "GAIA_SA01", "Assignee is required.", "作業者を指定してください。"},
    {assignee_not_allowed, 400, "GAIA_SA04",
     "Failed to update status. Assignee cannot be specified by the action.",
     "ステータスの更新に失敗しました。このアクションでは作業者を指定できません。"},
    {not_assignee, 403, "GAIA_NT01", "Only assignees can change the status.",
     "作業者のみがステータスを変更できます。"},
    {one_assignee_only, 400, "GAIA_TO02", "Only one assignee can be set to \"{0}\".",
     "「{0}」に設定できる作業者は1人だけです。"},

    {warn_response_body, 0, "SHIM_WARN_RESPONSE_BODY",
     "The response body has {0} bytes. \"10 MB\" may mean {1}: keep well below it.",
     "レスポンスボディが{0}バイトです。「10 MB」は{1} "
     "バイトを意味する可能性があるため、十分に小さくしてください。"},
    {warn_response_header_line, 0, "SHIM_WARN_RESPONSE_HEADER_LINE",
     "The response header line {0} has {1} bytes. Cybozu's pages disagree on the limit; the lower one is "
     "{2}.",
     "レスポンスヘッダー{0}は1行が{1}バイトです。上限はページによって異なり、小さい方は{2} "
     "バイトです。"},
    {warn_upload, 0, "SHIM_WARN_UPLOAD", "data.value has {0} bytes. \"200MB\" may mean {1}: keep below it.",
     "data.valueは{0}バイトです。「200MB」は{1} "
     "バイトを意味する可能性があるため、それより小さくしてください。"},
    {warn_charset, 0, "SHIM_WARN_CHARSET",
     "The response is declared as {0}. Nobody documents that kintone decodes anything but UTF-8.",
     "レスポンスの文字コードは{0}です。kintoneがUTF-8以外を変換するかどうかは公開されていません。"},
    {warn_binary, 0, "SHIM_WARN_BINARY",
     "The response body is not {0} text: damaged bytes became U+FFFD, as kintone.proxy handles only "
     "characters.",
     "レスポンスボディは{0}のテキストではないため、壊れたバイトはU+FFFDになりました。kintone.proxy "
     "は文字列だけを扱えます。"},
    {warn_url_not_ascii, 0, "SHIM_WARN_URL_NOT_ASCII",
     "The URL has characters outside ASCII; they were percent-encoded as UTF-8. Encode them yourself with "
     "encodeURIComponent.",
     "URLにASCII以外の文字があるため、UTF-8でパーセントエンコードしました。encodeURIComponent "
     "を使用してください。"},
    {warn_header_dropped, 0, "SHIM_WARN_HEADER_DROPPED", "The header {0} is undefined and was not sent.",
     "ヘッダー{0}はundefinedのため送信しませんでした。"},
    {warn_form_object, 0, "SHIM_WARN_FORM_OBJECT",
     "data is an object, so its JSON text is sent, while Content-Type says application/x-www-form-urlencoded. For a "
     "form give String(new URLSearchParams(data)); for JSON let Content-Type say application/json.",
     "dataがオブジェクトのためJSON文字列を送信しますが、Content-Typeはapplication/x-www-form-urlencodedです。フォームなら"
     "String(new URLSearchParams(data))を、JSONならContent-Typeにapplication/jsonを指定してください。"},
    {warn_empty_json, 0, "SHIM_WARN_EMPTY_JSON",
     "data is {}, so an empty body is sent, while Content-Type says application/json. To send an empty JSON object give "
     "the string '{}'; to send nothing leave out Content-Type.",
     "dataが{}のため空のボディを送信しますが、Content-Typeはapplication/jsonです。空のJSONオブジェクトを送信するには文字列の"
     "'{}'を指定し、何も送信しない場合はContent-Typeを外してください。"},
    {warn_method_override, 0, "SHIM_WARN_METHOD_OVERRIDE",
     "The header X-HTTP-Method-Override ({0}) goes to {1} as it is: kintone.proxy sends {2}. It takes GET, POST, PUT and "
     "DELETE as its method; another one reaches only an upstream that acts on this header.",
     "ヘッダーX-HTTP-Method-Override（{0}）はそのまま{1}に送信され、メソッドは{2}です。GET、POST、PUT、DELETEは引数methodに指定してください。"
     "ほかのメソッドは、このヘッダーに対応したサーバーでだけ有効です。"},
    {warn_own_origin, 0, "SHIM_WARN_OWN_ORIGIN",
     "{0} is kintone's own origin, and a call of kintone.proxy to it has no session. Ask its REST API by fetch or "
     "XMLHttpRequest (in Node with intercept of kintone-shim/intercept).",
     "{0}はkintone自身のオリジンで、kintone.proxyの呼び出しにはセッションがありません。REST APIにはfetchまたはXMLHttpRequest"
     "（Nodeではkintone-shim/interceptのintercept）を使用してください。"},
    {warn_failure_callback_ignored, 0, "SHIM_WARN_FAILURE_CALLBACK_IGNORED",
     "failureCallback was given without successCallback and is ignored: the call returns a Promise.",
     "successCallbackがないためfailureCallbackは無視されます。この呼び出しはPromiseを返します。"},
    {warn_credentials_unchecked, 0, "SHIM_WARN_CREDENTIALS_UNCHECKED",
     "The credentials of a request were accepted unchecked ({0}): none are declared. Declare them with the "
     "options users and apiTokens.",
     "リクエストの認証情報（{0}）を検証せずに受け付けました。オプションusersとapiTokensで宣言すると検証します。"},
    {warn_file_name, 0, "SHIM_WARN_FILE_NAME",
     "The file's name is no UTF-8, so bytes of it became U+FFFD: {0}. Send it as UTF-8.",
     "ファイル名がUTF-8ではないため、一部がU+FFFDになりました：{0}。UTF-8で送信してください。"},
    {warn_words_at_once, 0, "SHIM_WARN_WORDS_AT_ONCE",
     "The query has like, which finds every record at once here. kintone searches an index that knows a new record only "
     "a while later: a test against it must wait.",
     "クエリにlikeがあります。このshimではすぐに検索できますが、kintoneでは追加したレコードが検索の対象になるまで時間がかかります。"},
    {warn_query_of_open_app, 0, "SHIM_WARN_QUERY_OF_OPEN_APP",
     "The app {0} is not declared, so its fields have the types of their first values, and most operators are refused. "
     "Declare it with the option apps.",
     "アプリ{0}が宣言されていないため、フィールドタイプは最初の値から決まり、ほとんどの演算子を使用できません。オプションappsで宣言してください。"},
    {warn_event_unheard, 0, "SHIM_WARN_EVENT_UNHEARD",
     "{0} was fired, and no handler listens to it. Those that are registered listen to: {1}. Load the code under test "
     "before, and again after shim.reload() or kintone.events.off(); fire the type as it is written there.",
     "{0}を発生させましたが、ハンドラーがありません。登録済みのイベント：{1}。テスト対象のコードを先に（shim.reload()や"
     "kintone.events.off()の後はもう一度）読み込み、登録されているとおりのイベント名を指定してください。"},
    {warn_event_unknown, 0, "SHIM_WARN_EVENT_UNKNOWN",
     "kintone fires no event {0}: nothing of it is applied or cancelled. The nearest that it has is {1}.",
     "kintoneに{0}というイベントはないため、適用もキャンセルもされません。最も近いイベントは{1}です。"},
    {warn_event_never, 0, "SHIM_WARN_EVENT_NEVER",
     "kintone never fires {0}: a {1} has no change event, nor has the key of a lookup, so that its handlers do not run. See its "
     "value in submit, or listen to another field.",
     "kintoneは{0}を発生させません。{1}とルックアップのキーにはchangeイベントがないため、ハンドラーは実行されません。"
     "値はsubmitで確認するか、ほかのフィールドのイベントを使用してください。"},
    {warn_event_promise, 0, "SHIM_WARN_EVENT_PROMISE",
     "{0}: handler {1} of {2} returned a Promise. It was awaited here, but no page says that kintone awaits it in this event. "
     "Return the event itself, and go on in .then() without returning it.",
     "{0}：{2}個中{1}番目のハンドラーがPromiseを返しました。ここでは完了を待ちましたが、kintoneがこのイベントでPromiseを待つという記載は"
     "ありません。eventをそのまま返し、続きは返さずに.then()で実行してください。"},
    {warn_event_lost, 0, "SHIM_WARN_EVENT_LOST",
     "{0}: handler {1} of {2}, the last, returned {3}, so nothing of the event is applied{4}. Let it return the event, the "
     "very object that the first handler got: return event;",
     "{0}：最後（{2}個中{1}番目）のハンドラーが{3}を返したため、イベントの変更は適用されません{4}。最初のハンドラーが受け取った"
     "オブジェクトそのものを返してください：return event;"},
    {warn_event_change, 0, "SHIM_WARN_EVENT_CHANGE",
     "{0}: of the event that handler {1} of {2} returned, this is ignored: {3}. {4} is taken in {5}.",
     "{0}：{2}個中{1}番目のハンドラーが返したイベントのうち、{3}は無視されます。{4}が有効なイベント：{5}。"},
    {warn_event_value, 0, "SHIM_WARN_EVENT_VALUE",
     "{0}: of the event that handler {1} of {2} returned, this is ignored: {3}. kintone takes no value of the kind {4} from "
     "an event. {5}",
     "{0}：{2}個中{1}番目のハンドラーが返したイベントのうち、{3}は無視されます。{4}の値はイベントで変更できません。{5}"},
    {warn_lookup_source, 0, "SHIM_WARN_LOOKUP_SOURCE",
     "The lookup field {0} copies nothing, since its datasource app {1} is not declared. Declare it with the option apps.",
     "ルックアップフィールド{0}は何もコピーしません。参照先のアプリ{1}がオプションappsで宣言されていません。"},
    {warn_member_unknown, 0, "SHIM_WARN_MEMBER_UNKNOWN",
     "createShim: the option {0} has no effect: {1} has no such member. It takes {2}.",
     "createShim：オプション{0}は無視されます。{1}にこのメンバーはありません。使えるメンバー：{2}。"},
    {warn_member_not_judged, 0, "SHIM_WARN_MEMBER_NOT_JUDGED",
     "createShim: the option {0} is answered as it is declared and has no other effect: {1} is not simulated.",
     "createShim：オプション{0}は、宣言のまま応答に含まれるだけです。{1}はシミュレートされていません。"},
    {warn_config_prefix, 0, "SHIM_WARN_CONFIG_PREFIX",
     "The saved URL {0} ends within the host name of {1}, so its secrets go to every host that begins so. Save it with a slash "
     "behind the host.",
     "保存されたURL {0}は{1}のホスト名の途中で終わっているため、同じ文字で始まるほかのホストにも保存した情報が送信されます。"
     "ホスト名の後に「/」を付けて保存してください。"},
    {warn_saved_data_dropped, 0, "SHIM_WARN_SAVED_DATA_DROPPED",
     "The plug-in has saved data for this URL, and none of it was sent: it is added to data that is an object alone; given: {0}.",
     "このURL用に保存されたdataは送信されませんでした。保存されたdataはオブジェクトのdataにだけ追加されます。指定された値：{0}。"},
    {warn_page_member, 0, "SHIM_WARN_PAGE_MEMBER", "kintone.{0} gives null: {1}.",
     "kintone.{0}はnullを返します。{1}。"},
    {warn_in_handler, 0, "SHIM_WARN_IN_HANDLER",
     "kintone.{0}() {1} while a handler of kintone.events runs. Use event.record there, and return the event; or call it later, "
     "in a .then() or after an await.",
     "kintone.eventsのハンドラーの実行中、kintone.{0}()は{1}。ハンドラー内ではevent.recordを使用してeventを返すか、.then()やawaitの後で"
     "呼び出してください。"},
}};

constexpr bool in_order() {
  for (std::size_t i = 0; i < errors.size(); ++i) {
    if (static_cast<std::size_t>(errors[i].id) != i) return false;
  }
  return true;
}
static_assert(in_order(), "the table follows the enumeration");

}  // namespace

std::span<const error_entry> error_table() { return errors; }

const error_entry& entry_of(error id) { return errors[static_cast<std::size_t>(id)]; }

void begin_error(json_writer& text, error id, std::string_view error_id, std::string_view message) {
  text.open('{').name("code").string(entry_of(id).code).name("id").string(error_id);
  text.name("message").string(message);
}

sentence sentence_of(error id, locale language, facts told) {
  const error_entry& entry = entry_of(id);
  return sentence_of(entry.en, entry.ja, language, told);
}

std::string message_of(error id, locale language, facts told) { return sentence_of(id, language, told); }

}  // namespace kintone
