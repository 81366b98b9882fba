#include "core/base/phrase.h"

#include <array>
#include <cstddef>

namespace kintone {
namespace {

struct phrase_entry {
  phrase id;
  std::string_view en;
  std::string_view ja;
};

using enum phrase;

constexpr std::array<phrase_entry, static_cast<std::size_t>(phrase::phrase_count)> phrases = {{
    {url_type, "must be a string with an absolute http: or https: URL; given: {0}",
     "http:またはhttps:の絶対URLを文字列で指定してください。指定された値：{0}"},
    {text_too_long, "is too long: {0} characters", "長すぎます（{0}文字）"},
    {url_not_absolute, "must be an absolute URL that begins with http:// or https://; given: {0}",
     "http://またはhttps://で始まる絶対URLを指定してください。指定された値：{0}"},
    {url_scheme, "must have the scheme http: or https:; given: {0}",
     "スキームはhttp:またはhttps:を指定してください。指定された値：{0}"},
    {url_raw_character,
     "must not contain a raw blank or control character (character {1}); percent-encode it; given: {0}",
     "空白や制御文字（{1}文字目）は使えません。パーセントエンコードしてください。指定された値：{0}"},
    {url_backslash, "must not contain a backslash (character {1}); write / or %5C; given: {0}",
     "バックスラッシュ（{1}文字目）は使えません。/または%5Cにしてください。指定された値：{0}"},
    {url_credentials, "must not contain user:password@; send an Authorization header instead; given: {0}",
     "user:password@は使えません。Authorizationヘッダーを使用してください。指定された値：{0}"},
    {url_and_query, "must have no ? beside query; given: {0}",
     "queryを指定する場合、?は使えません。指定された値：{0}"},
    {base_not_plain, "must have no ?, # or *, which stand in the path; given: {0}",
     "?、#、*は使えません（パスのほうに指定してください）。指定された値：{0}"},
    {path_not_below, "must be the rest of the URL, which goes behind the base; given: {0}",
     "ベースに続く部分だけを指定してください。指定された値：{0}"},
    {url_host, "must name a host and, if any, a port of 0 to 65535; given: {0}",
     "ホスト名を指定してください（ポートは0から65535）。指定された値：{0}"},
    {method_proxy, "must be exactly \"GET\", \"POST\", \"PUT\" or \"DELETE\"; given: {0}",
     "\"GET\"、\"POST\"、\"PUT\"、\"DELETE\"のいずれかを指定してください。指定された値：{0}"},
    {method_upload, "must be exactly \"POST\" or \"PUT\"; given: {0}",
     "\"POST\"または\"PUT\"を指定してください。指定された値：{0}"},
    {headers_type,
     "must be a plain object such as { 'Content-Type': 'application/json' }, or {} for none; given: {0}",
     "{ 'Content-Type': 'application/json' }のようなオブジェクトを指定してください（なければ"
     "{}）。指定された値：{0}"},
    {header_name, "is not a valid header name: only letters, digits and !#$%&'*+-.^_`|~ are allowed",
     "ヘッダー名として正しくありません。使える文字は英数字と!#$%&'*+-.^_`|~だけです"},
    {header_value_type, "must be a string, a finite number or a boolean; given: {0}",
     "文字列、有限の数値、真偽値のいずれかを指定してください。指定された値：{0}"},
    {header_value_character, "must not contain a line break or another control character (character {0})",
     "改行などの制御文字（{0}文字目）は使えません"},
    {header_value_latin1, "must not contain a character above U+00FF (character {0}); encode it",
     "U+00FFを超える文字（{0}文字目）は使えません。エンコードしてください"},
    {header_twice, "is given twice, differing only in case from {0}",
     "{0}と大文字・小文字だけが異なる名前が重複しています"},
    {header_forbidden, "is set automatically and cannot be given; remove it",
     "自動で付けられるため指定できません。削除してください"},
    {data_type, "must be a string, an object or an array ({} for an empty body); given: {0}",
     "文字列、オブジェクト、配列のいずれかを指定してください（空のボディは{}）。指定された値：{0}"},
    {data_callback, "is a function: the callbacks come after data; pass {} as data",
     "関数が指定されています。コールバックはdataの後に指定します。dataには{}を指定してください"},
    {data_json, "has no JSON text: {0}", "JSONにできません：{0}"},
    {data_upload, "must be an object { format: 'RAW', value: Blob or File }; given: {0}",
     "{ format: 'RAW', value: BlobまたはFile }の形のオブジェクトを指定してください。指定された値：{0}"},
    {data_format, "must be exactly \"RAW\"; given: {0}", "\"RAW\"を指定してください。指定された値：{0}"},
    {data_value, "must be a Blob or a File; given: {0}",
     "BlobまたはFileを指定してください。指定された値：{0}"},
    {data_value_form,
     "must be a Blob or a File; given: {0}. Write instead: value.get('file'). Or send the whole form: with r = new "
     "Response(value), the value await r.blob() and the header 'Content-Type': r.headers.get('Content-Type')",
     "BlobまたはFileを指定してください。指定された値：{0}。代わりに書くコード：value.get('file')。フォーム全体を送る場合は、r = new "
     "Response(value)として、値にawait r.blob()、ヘッダーに'Content-Type': r.headers.get('Content-Type')を指定してください"},
    {instead, ". Write instead: {0}", "。代わりに書くコード：{0}"},
    {data_value_unreadable, "could not be read to its end ({0})", "最後まで読み込めませんでした（{0}）"},
    {callback_type, "must be a function, or undefined or null for none; given: {0}",
     "関数を指定してください（なければundefinedまたはnull）。指定された値：{0}"},
    {threw, "could not be read, since reading it threw: {0}", "読み取り中に例外が発生しました：{0}"},
    {option_unknown, "the option {0} is not known; known options: {1}",
     "オプション{0}はありません。使えるオプション：{1}"},
    {option_value, "the option {0} must be {1}; given: {2}",
     "オプション{0}の値が正しくありません。使える値：{1}。指定された値：{2}"},
    {option_threw, "the option {0} could not be read: {1}", "オプション{0}を読み取れません：{1}"},
    {argument_value, "{0} must be {1}; given: {2}",
     "{0}の値が正しくありません。使える値：{1}。指定された値：{2}"},
    {expected_word, "'{0}' or '{1}'", "'{0}'または'{1}'"},
    {expected_origin, "an origin such as 'https://example.kintone.com', without a path",
     "'https://example.kintone.com'のようなオリジン（パスなし）"},
    {expected_network,
     "'offline', 'live', or an array of host names such as ['api.example.com', '127.0.0.1']",
     "'offline'、'live'、または['api.example.com', '127.0.0.1']のようなホスト名の配列"},
    {expected_network_entry,
     "a host name or an IP address, with a port of 0 to 65535 or without, such as 'api.example.com', '127.0.0.1:3000' "
     "or '[::1]:3000', or '*' for every public host",
     "'api.example.com'、'127.0.0.1:3000'、'[::1]:3000'のようなホスト名またはIPアドレス（ポートは0から65535、省略可）、"
     "またはすべての公開ホストを表す'*'"},
    {expected_clock_step, "shim.advance(milliseconds) takes a whole number of 0 or more; given: {0}",
     "shim.advance(milliseconds)には0以上の整数を指定してください。指定された値：{0}"},
    {expected_filter, "a function, or an object such as { method: 'POST', url: /orders/ } with any of {0}",
     "関数、または{0}のいずれかを持つ{ method: 'POST', url: /orders/ }のようなオブジェクト"},
    {expected_port, "a whole number of 0 (any free port) to 65535",
     "0（空いているポート）から65535までの整数"},
    {expected_host, "a host name or an IP address of this machine, such as '127.0.0.1'",
     "'127.0.0.1'のような、このマシンのホスト名またはIPアドレス"},
    {expected_root, "the path of a folder, as a string", "フォルダーのパス（文字列）"},
    {expected_shim, "a shim that createShim() made", "createShim()で作成したshim"},
    {expected_rest_path,
     "a path of kintone's own side, such as '/k/v1/records.json', '/k/guest/1/v1/records.json' or '/v1/users.json', without an origin and "
     "without a query; * stands for anything but /, and ** for anything",
     "'/k/v1/records.json'、'/k/guest/1/v1/records.json'、'/v1/users.json'のような、オリジンとクエリを含まないkintone自身のパス（*は/以外の文字列、"
     "**は任意の文字列）"},
    {expected_tls,
     "a key and its certificate, both PEM, such as { key: readFileSync('key.pem'), cert: "
     "readFileSync('cert.pem') }",
     "秘密鍵とその証明書（どちらもPEM）。例：{ key: readFileSync('key.pem'), cert: readFileSync('cert.pem') }"},
    {expected_boolean, "true or false", "trueまたはfalse"},
    {expected_function, "a function", "関数"},
    {expected_seed, "a string or an integer", "文字列または整数"},
    {expected_limits,
     "an object of positive whole numbers, each optional: timeout (ms), responseBody (bytes), "
     "responseHeaderLines, "
     "responseHeaderLine (bytes), uploadResponseHeaderLine (bytes), upload (bytes), records (bytes)",
     "正の整数を持つオブジェクト（すべて省略可）：timeout（ミリ秒）、responseBody（バイト）、responseHeaderLines、"
     "responseHeaderLine（バイト）、uploadResponseHeaderLine（バイト）、upload（バイト）、records（バイト）"},
    {expected_fetch, "a function with the signature of fetch", "fetchと同じ引数の関数"},
    {expected_ca,
     "a certificate in PEM, its text or bytes from '-----BEGIN CERTIFICATE-----' on, such as readFileSync(path) gives, or "
     "an array of them",
     "PEM形式の証明書（readFileSync(path)で読み込んだような、'-----BEGIN CERTIFICATE-----'から始まる文字列またはバイト列）、またはその配列"},
    {expected_users,
     "an object of login names, without ':', each with a password or with { password, locale: 'en' | 'ja', rights, timeZone, "
     "language, isGuest, name, email, url, employeeNumber, phone, mobilePhone, extensionNumber }",
     "ログイン名（「:」を含まない）をキー、パスワードまたは{ password, locale: 'en' | 'ja', rights, timeZone, language, isGuest, "
     "name, email, url, employeeNumber, phone, mobilePhone, extensionNumber }を値とするオブジェクト"},
    {expected_one_of, "one of {0}", "{0}のいずれか"},
    {expected_rights, "an array of {0}", "{0}の配列"},
    {expected_rights_of_user, "an object of app numbers, each with an array of {0}",
     "アプリ番号をキー、{0}の配列を値とするオブジェクト"},
    {expected_time_zone, "the name of a time zone that this platform knows, such as 'Asia/Tokyo'",
     "この環境で使えるタイムゾーンの名前（'Asia/Tokyo'など）"},
    {expected_session, "true, false, or the login name of one of users",
     "true、false、またはusersのログイン名"},
    {expected_api_tokens, "an object of API tokens, each with the number of its app or with { app, rights }",
     "APIトークンをキー、アプリ番号または{ app, rights }を値とするオブジェクト"},
    {expected_guest_spaces, "an array of the numbers of guest spaces, each 1 or more",
     "ゲストスペースの番号（1以上の整数）の配列"},
    {expected_guest_space, "one of guestSpaces: write guestSpaces: [{0}] beside apps",
     "guestSpacesにある番号。appsと並べてguestSpaces: [{0}]を指定してください"},
    {expected_apps,
     "an object of app numbers, each with any of { properties: …, revision } (what Get Form Fields answers) or { fields: { code: "
     "type, or an object with its type } }, { layout, views, status, settings, app, customize } (answers of kintone's REST API), "
     "{ guestSpace: number, records: [record] }; an app that is left out takes every field",
     "アプリ番号をキーとするオブジェクト。値に使えるのは、フォームの設定の取得の応答（properties、revision）または{ fields: { "
     "フィールドコード: タイプ、またはtypeを持つオブジェクト } }、kintone REST APIの応答（layout、views、status、settings、app、"
     "customize）、guestSpace（番号）、records（レコードの配列）（少なくとも一つが必要。書かなければ、そのアプリはすべてのフィールドを受け付けます）"},
    {expected_field_type, "one of kintone's field types: {0}", "kintoneのフィールドタイプ（{0}）"},
    {expected_event_type, "an event's name such as 'app.record.create.submit'",
     "'app.record.create.submit'のようなイベント名"},
    {expected_event_types, "an event's name such as 'app.record.create.submit', or an array of them",
     "'app.record.create.submit'のようなイベント名、またはその配列"},
    {expected_event, "an object such as { record: { Total: { type: 'NUMBER', value: '1' } } }",
     "{ record: { Total: { type: 'NUMBER', value: '1' } } }のようなオブジェクト"},
    {expected_length, "a whole number of 0 or more, or its digits", "0以上の整数、またはその数字の文字列"},
    {expected_number, "a number, or a text such as '-0.5'", "数値、または'-0.5'のような文字列"},
    {expected_options, "an object of option names, one at least, each with { label, index } or {}",
     "項目名をキー、{ label, index }または{}を値とするオブジェクト（1つ以上）"},
    {expected_protocol, "'WEB', 'MAIL' or 'CALL'", "'WEB'、'MAIL'、'CALL'のいずれか"},
    {expected_lookup,
     "as Get Form Fields has it: { relatedApp: { app }, relatedKeyField, fieldMappings: [{ field, relatedField }] }",
     "フォームの設定の取得と同じ形（{ relatedApp: { app }, relatedKeyField, fieldMappings: [{ field, relatedField }] }）"},
    {expected_table_fields, "an object of the table's fields, one at least, as those of a form",
     "テーブル内のフィールド（1つ以上）を、フォームのフィールドと同じ形で持つオブジェクト"},
    {expected_code, "the field code under which the field stands", "キーと同じフィールドコード"},
    {expected_code_once, "a field whose code no other field of the form has",
     "フォーム内で重複しないコードのフィールド"},
    {expected_cell_type, "of a type that a table can have", "テーブルに配置できるタイプのフィールド"},
    {expected_precision,
     "{ digits: 1 to 30, decimalPlaces: 0 to 10, roundingMode: 'HALF_EVEN', 'UP' or 'DOWN' }, each optional",
     "{ digits: 1から30, decimalPlaces: 0から10, roundingMode: 'HALF_EVEN'、'UP'、'DOWN'のいずれか }（すべて省略可）"},
    {expected_answer, "an object, the answer of kintone's REST API of this name as it is",
     "同名のkintone REST APIの応答そのもの（オブジェクト）"},
    {expected_records, "an array of records as Get Records answers them, { code: { value } } each",
     "レコードの一括取得の応答と同じ形のレコード（{ フィールドコード: { value } }）の配列"},
    {expected_seed_value, "as Get Records answers it, such as {0}",
     "レコードの一括取得の応答と同じ形（{0}など）"},
    {snapshot_unreadable, "{0} cannot be read: {1}", "{0}を読み取れません：{1}"},
    {expected_entered_field, "the code of a field that a user fills in: {0}",
     "ユーザーが入力できるフィールドのコード：{0}"},
    {expected_entered_text, "a string, or null to empty the field", "文字列、またはフィールドを空にするnull"},
    {expected_entered_list, "an array, [] to empty the field", "配列（フィールドを空にするには[]）"},
    {expected_entered_option, "of the options {0}", "選択肢{0}のいずれか"},
    {expected_entered_user, "a list of users who are declared: {0}", "宣言されたユーザー（{0}）の配列"},
    {expected_entered_files, "an array of Files or Blobs, or [] for none",
     "FileまたはBlobの配列（なしは[]）"},
    {form_row_needed, "{0} is in the table {1}. Say in which row: page.change('{0}', value, { row: 0 })",
     "{0}はテーブル{1}の中にあります。行を指定してください：page.change('{0}', value, { row: 0 })"},
    {form_no_row, "{0} is in no table. Leave { row } out",
     "{0}はテーブルの中にありません。{ row }は省略してください"},
    {form_disabled, "{0} is disabled: a handler has set record.{0}.disabled, so that no user can change it",
     "{0}は編集不可です。ハンドラーがrecord.{0}.disabledを設定したため、ユーザーは変更できません"},
    {form_set_refused,
     "An error occurred while running a JavaScript customization. - event.record{0} is invalid.",
     "カスタマイズ用のJavaScriptの実行時にエラーが発生しました。- event.record{0} が不正です。"},
    {gives_null, "gives null", "nullを返します"},
    {does_nothing, "does nothing", "何も行いません"},
    {form_changes,
     "more than {0} change events followed one another, of {1}. A handler changes what it is told of",
     "changeイベントが{0}回を超えて連鎖しました（{1}）。ハンドラーが、変更を通知されたフィールドをさらに変更しています"},
    {form_table,
     "{0} is a table. Use page.addRow('{0}') and page.removeRow('{0}', 0), and page.change() for its cells",
     "{0}はテーブルです。page.addRow('{0}')、page.removeRow('{0}', 0)を使用し、セルにはpage.change()を使用してください"},
    {expected_shown, "the code of a field of app {0}, or the element id of one of its spaces",
     "アプリ{0}のフィールドのコード、またはスペースの要素ID"},
    {form_undeclared,
     "the form of app {0} is not known. Declare it: createShim({ apps: { {0}: { fields: { Name: { type: "
     "'SINGLE_LINE_TEXT' } } } } })",
     "アプリ{0}のフォームが宣言されていません。createShim({ apps: { {0}: { fields: { Name: { type: 'SINGLE_LINE_TEXT' } } } } "
     "})のように宣言してください"},
    {expected_plugin_id,
     "the id of a plug-in, a string: what kintone.$PLUGIN_ID is while the plug-in's script is loaded (option pluginId)",
     "プラグインID（文字列）。プラグインのスクリプトを読み込む時点のkintone.$PLUGIN_ID（オプションpluginId）を指定してください"},
    {expected_config, "a plain object of strings, such as { key: 'value' }",
     "{ key: 'value' }のような、値が文字列のオブジェクト"},
    {expected_presets,
     "an object of plug-in ids, each with { config, proxyConfig: [{ url, method, headers, data }] }",
     "プラグインIDをキー、{ config, proxyConfig: [{ url, method, headers, data }] }を値とするオブジェクト"},
    {expected_preset, "an object { config, proxyConfig: [{ url, method, headers, data }] }",
     "{ config, proxyConfig: [{ url, method, headers, data }] }の形のオブジェクト"},
    {expected_proxy_configs, "an array of { url, method, headers, data }",
     "{ url, method, headers, data }の配列"},
    {expected_saved_headers, "a plain object of header names and values, {} for none",
     "ヘッダー名と値のオブジェクト（なければ{}）"},
    {expected_saved_header, "a string, a number or a boolean", "文字列、数値、真偽値のいずれか"},
    {expected_object, "a plain object, {} for none", "オブジェクト（なければ{}）"},
    {expected_saved_value, "a string, a finite number, a boolean or null: saved data is flat",
     "文字列、有限の数値、真偽値、nullのいずれか（保存するdataは入れ子にできません）"},
    {expected_screen, "one of kintone's screens: {0}", "kintoneの画面（{0}）のいずれか"},
    {expected_script, "the path of a file, or its URL", "ファイルのパスまたはURL"},
    {expected_map,
     "an object of files, such as { 'https://js.cybozu.com/jquery/3.7.1/jquery.min.js': 'node_modules/jquery/dist/jquery.js' }",
     "{ 'https://js.cybozu.com/jquery/3.7.1/jquery.min.js': 'node_modules/jquery/dist/jquery.js' }のように、ファイルを値とするオブジェクト"},
    {expected_id, "a whole number of 1 or more", "1以上の整数"},
    {expected_extend,
     "an object of functions by their whole names, such as { 'kintone.app.getQuery': () => '' }",
     "{ 'kintone.app.getQuery': () => '' }のように、'kintone.'から始まる名前をキー、関数を値とするオブジェクト"},
    {expected_quirks, "an array of quirks: {0}", "quirkの名前（{0}）の配列"},
    {expected_api_path,
     "a path of kintone's REST API such as '/k/v1/record.json', or a URL of kintone.api.url() or kintone.api.urlForGet()",
     "'/k/v1/record.json'のようなREST APIのパス、またはkintone.api.url()、kintone.api.urlForGet()のURL"},
    {expected_api_method, "exactly 'GET', 'POST', 'PUT' or 'DELETE'",
     "'GET'、'POST'、'PUT'、'DELETE'のいずれか"},
    {settings_in_page,
     "in a served page the settings are a page of their own: let the browser go to /k/admin/app/{0}/plugin/config?pluginId={1} of "
     "kintone-shim serve --plugin manifest.json",
     "配信されたページでは、設定画面は別のページです。kintone-shim serve --plugin manifest.jsonの"
     "/k/admin/app/{0}/plugin/config?pluginId={1}をブラウザーで開いてください"},
    {expected_date, "a month, such as \"2026-04\"", "\"2026-04\"のような年月"},
    {expected_text, "a string", "文字列"},
    {expected_state, "one of the states of this process: {0}", "このプロセスのステータス：{0}"},
    {no_action_here,
     "page.proceed(action): in the status '{0}' the process has no action, so there is nothing to run",
     "page.proceed(action)：ステータス「{0}」には実行できるアクションがありません"},
    {expected_styled_field,
     "the code of a field of this app that can have a style: no table, group, status or related records, nor a field in a table",
     "スタイルを設定できるフィールドのコード（テーブル、テーブル内のフィールド、グループ、ステータス、関連レコード一覧以外）"},
    {all_records, "(All records)", "（すべて）"},
    {view_unknown, "app {0} has no view {1}. Declare it: apps: { {0}: { views: { views: { … } } } }",
     "アプリ{0}に一覧{1}がありません。apps: { {0}: { views: { views: { … } } } }で宣言してください"},
    {no_document,
     "there is no document to make elements in. Give it a window: shim.install(window), of jsdom, happy-dom or the page",
     "要素を作成するdocumentがありません。jsdom、happy-domまたはページのwindowを、shim.install(window)で指定してください"},
    {space_missing,
     "the layout of app {1} has no space with the element id {0}. Declare it: apps: { {1}: { layout: { layout: [{ type: 'ROW', "
     "fields: [{ type: 'SPACER', elementId: '{0}' }] }] } } }",
     "アプリ{1}のレイアウトに、要素IDが{0}のスペースがありません。apps: { {1}: { layout: { layout: [{ type: 'ROW', fields: [{ type: "
     "'SPACER', elementId: '{0}' }] }] } } }で宣言してください"},
    {page_closed,
     "the page of {0} is closed: another screen is open, or the shim was reset. Use the page that the last shim.open gave",
     "{0}のページは閉じています。別の画面が開かれたか、シムがリセットされました。最後のshim.openが返したページを使用してください"},
    {page_action_elsewhere,
     "{0}: the screen {1} has no such action. Open one that has it: await shim.open({2})",
     "{0}：画面{1}ではこの操作は実行できません。操作できる画面を開いてください：await shim.open({2})"},
    {open_option_elsewhere,
     "{0}: the screen {1} has no such option. view and date are of lists, query of lists and reports, "
     "reuse of new records",
     "{0}：画面{1}にはこのオプションはありません。viewとdateは一覧、queryは一覧とグラフ、"
     "reuseはレコード追加画面で指定できます"},
    {page_left,
     "page.submit: this record was saved as {0}, and kintone has left its form. Open the next one: await shim.open('{1}')",
     "page.submit：このレコードは{0}として保存され、kintoneはフォームから移動しています。次のフォームを開いてください：await shim.open('{1}')"},
    {page_not_editing, "page.{0} is of a record that is edited in the list. Begin with: await page.edit(id)",
     "page.{0}は、一覧で編集中のレコードに対する操作です。先にawait page.edit(id)を実行してください"},
    {page_list_fixed,
     "page.{0}: records are edited and deleted in a list of PC pages alone; this is {1}, a view of the type {2}. Open one: await "
     "shim.open('app.record.index', { app, view })",
     "page.{0}：一覧でのレコードの編集と削除は、PC版の表形式の一覧でのみ実行できます（現在の画面は{1}、一覧の種類は{2}）。await "
     "shim.open('app.record.index', { app, view })で開いてください"},
    {page_record_missing, "page.{0}: the list shows no record {1}; it shows: {2}",
     "page.{0}：一覧にレコード{1}が表示されていません。表示中：{2}"},
    {page_tables, "page.{0}: the form has no table {1}; its tables: {2}",
     "page.{0}：フォームにテーブル{1}がありません。テーブル：{2}"},
    {page_rows, "page.{0}: {1} has {2} rows, the first at 0; given: {3}",
     "page.{0}：{1}の行数は{2}です（先頭は0）。指定された値：{3}"},
    {page_url, "{0}: event.url must be a URL, absolute or of kintone's own, or null; given: {1}",
     "{0}：event.urlには、URL（絶対URL、またはkintone内のURL）かnullを指定してください。指定された値：{1}"},
    {manifest_malformed,
     "{0} is no manifest of a plug-in: JSON such as { \"desktop\": { \"js\": [\"js/desktop.js\"] } }. {1}",
     "{0}はプラグインのマニフェストではありません。{ \"desktop\": { \"js\": [\"js/desktop.js\"] } }のようなJSONを指定してください。{1}"},
    {manifest_remote,
     "{0} has {1}, and nothing is loaded from the network. Give a file in its place by the option map: { map: { '{1}': 'path/to/file.js' } }",
     "{0}に{1}がありますが、ネットワークからは読み込みません。オプションmapで代わりのファイルを指定してください：{ map: { '{1}': 'path/to/file.js' } }"},
    {not_installed,
     "{0} runs scripts where this shim is the global kintone. Install it before: shim.install(globalThis);",
     "{0}は、このshimがグローバルのkintoneである場所でスクリプトを実行します。先にshim.install(globalThis);を実行してください。"},
    {window_without_scripts,
     "{0}: the window in which this shim is installed runs no scripts. Make it with new JSDOM(html, { runScripts: 'outside-only' }), or "
     "install the shim into the global object: shim.install(globalThis);",
     "{0}：このshimをインストールしたwindowではスクリプトを実行できません。new JSDOM(html, { runScripts: 'outside-only' })で作成するか、"
     "グローバルオブジェクトにインストールしてください：shim.install(globalThis);"},
    {load_needs_files, "{0} reads files, so it is of Node alone. A page loads a script by <script src>.",
     "{0}はファイルを読み込むため、Nodeでのみ使用できます。ページでは<script src>でスクリプトを読み込んでください。"},
    {file_unreadable, "{0}: {1} cannot be read ({2})", "{0}：{1}を読み取れません（{2}）"},
    {script_threw, "{0} threw: {1}", "{0}で例外が発生しました：{1}"},
    {target_app_missing, "app {1} declares no field {0} that refers to another app",
     "アプリ{1}に、ほかのアプリを参照するフィールド{0}が宣言されていません"},
    {plugin_argument, "must be {0}; given: {1}", "{0}を指定してください。指定された値：{1}"},
    {plugin_member, "is not known; known: {0}", "という項目はありません。使える項目：{0}"},
    {config_key, "is no key: keys are ASCII, and not empty",
     "キーにはASCII文字だけを使用してください（空は不可）"},
    {config_value, "must be a string; write JSON.stringify(value); given: {0}",
     "文字列を指定してください。JSON.stringify(value)で文字列にできます。指定された値：{0}"},
    {config_value_length, "has {0} characters; at most {1} are allowed. Divide it among several keys",
     "{0}文字です。上限は{1}文字です。複数のキーに分けてください"},
    {config_size, "has {0} bytes in all, keys and values; at most {1} are allowed",
     "キーと値の合計が{0}バイトです。上限は{1}バイトです"},
    {config_mask,
     "is ***, which stands for a saved value, and by this URL and method none of this name is saved; give the value "
     "itself",
     "の***は保存した値を表しますが、このURLとメソッドではこの名前の値を保存していません。値そのものを指定してください"},
    {network_live, " network: 'live' allows every public host.",
     "network: 'live'はすべての公開ホストを許可します。"},
    {address_named,
     " Such an address is reached only if it is named itself: network: {0} (--network takes these names with commas between "
     "them).",
     "network: {0}のようにアドレス自体を指定した場合だけ接続します（--networkでは名前をコンマで区切ります）。"},
    {files_too_many, "the names of this shim's files would have more than {0} bytes in all",
     "このshimのファイル名が合計{0}バイトを超えます"},
    {address_closed, " The inspector of a server listens on its port {0}, which no call reaches.",
     "ポート{0}ではサーバーのインスペクターが待ち受けているため、どの呼び出しも接続できません。"},
    {opaque_redirect, "a redirect that a browser's fetch does not show",
     "ブラウザーのfetchでは見られないリダイレクト"},
    {relay_answer, "the relay answered with status {0} and something else than the outcome of a call",
     "リレーの応答（ステータス{0}）を解釈できません"},
    {failure_dropped, "{0} {1} {2} failed, and no failureCallback was given: {3}",
     "{0} {1} {2}が失敗しましたが、failureCallbackが指定されていません：{3}"},
    {unmatched_call, "nothing answered {0} {1} {2}", "応答する相手がない呼び出し：{0} {1} {2}"},
    {call_pending, "{0} {1} {2} is still on its way: await it, or with callbacks await shim.settled()",
     "終わっていない呼び出し：{0} {1} {2}。awaitするか、コールバックの場合はawait shim.settled()を実行してください"},
    {body_is_blob, "The body of {0} {1} is a Blob: read it with await entry.request.blob().text().",
     "{0} {1}のボディはBlobです。await entry.request.blob().text()で読み取ってください。"},
    {member_missing,
     "{0} is not there yet: docs/coverage.md lists what of kintone's API is. Add what the code under test needs, in a test "
     "by {0} = (...args) => { … }, for every test by createShim({ extend: { '{0}': (...args) => { … } } }), "
     "for kintone-shim run in the module of --config: export function setup(shim) { shim.{0} = …; }",
     "{0}はまだありません。kintoneのAPIのうち使えるものはdocs/coverage.mdにあります。"
     "必要なものは、テストの中では{0} = (...args) => { … }、すべてのテストではcreateShim({ extend: { '{0}': (...args) => { … } } })で追加してください。"
     "kintone-shim runでは--configのモジュールで追加できます：export function setup(shim) { shim.{0} = …; }"},
    {runner_missing,
     "finishAfterEach(shim) finds no test runner here: it knows node:test, Vitest, Jest and Mocha, in a test file or in "
     "a set-up file for which their afterEach is there (Jest: setupFilesAfterEnv, Mocha: --file). With any other: "
     "afterEach(() => shim.finish());",
     "finishAfterEach(shim)を実行できるテストランナーがありません。node:test、Vitest、Jest、Mochaのテストファイルか、"
     "afterEachを使えるセットアップファイル（JestはsetupFilesAfterEnv、Mochaは--file）で実行してください。"
     "そのほかのランナーでは、afterEach(() => shim.finish()); としてください。"},
    {route_misfit, "The nearest route is {0}: its {1} does not match{2}.",
     "最も近いルート{0}は{1}が一致しません{2}。"},
    {route_difference, "{0}expected {1}, got {2}", "{0}期待値：{1}、実際の値：{2}"},
    {route_differences, " ({0})", "（{0}）"},
    {route_used_up, "The route {0} is used up.", "ルート{0}は使い切りました。"},
    {route_silent, "The route {0} has no reply.", "ルート{0}には応答がありません。"},
    {route_nothing, "nothing", "なし"},
    {route_line, "{0} (times left: {1})", "{0}（残り{1}回）"},
    {route_line_silent, "{0} (no reply)", "{0}（応答なし）"},
    {route_pending, "the route {0} still waits for calls (times left: {1})",
     "呼び出しが残っているルート：{0}（残り{1}回）"},
    {route_waits_for_own,
     "the route {0} still waits for calls (times left: {1}); it fits {2}, but calls to kintone's own origin "
     "are for routes of shim.rest",
     "呼び出しが残っているルート：{0}（残り{1}回）。{2}と一致しますが、kintone自身のオリジンへの呼び出しの対象はshim.restのルートです"},
    {route_to_own_origin,
     "must not be on kintone's own origin ({0}), where routes of shim.rest answer, and else kintone's own side: "
     "shim.rest.get('/k/v1/records.json'); for another kintone give createShim() another origin; given: {1}",
     "kintone自身のオリジン（{0}）は指定できません。そこへの呼び出しにはshim.restのルート（shim.rest.get('/k/v1/records.json')など）、"
     "またはkintone側の処理が応答します。別のkintoneを指す場合は、createShim()のoriginに別の値を指定してください。指定された値：{1}"},
    {route_threw, "a function of its route threw: {0}", "ルートの関数で例外が発生しました：{0}"},
    {field_required, "Required field.", "必須です。"},
    {field_object, "Must be an object.", "オブジェクトを指定してください。"},
    {field_list, "Must be an array.", "配列を指定してください。"},
    {field_list_length, "Must have at most {0} elements.", "要素数は{0}以下にしてください。"},
    {field_files, "The value of an attachment field must be an array of objects with a fileKey.",
     "添付ファイルフィールドの値には、fileKeyを持つオブジェクトの配列を指定してください。"},
    {field_text, "Must be a string, a number or null.", "文字列、数値、nullのいずれかを指定してください。"},
    {field_twice, "Is given twice.", "重複しています。"},
    {parameter_integer, "Enter an integer value.", "整数を入力してください。"},
    {parameter_least, "must be greater than or equal to {0}", "最小でも{0}以上です。"},
    {parameter_most, "must be less than or equal to {0}", "最大でも{0}以下です。"},
    {parameter_boolean, "must be boolean.", "trueまたはfalseを指定してください。"},
    {parameter_size, "size must be between 0 and {0}", "要素数は0から{0}までにしてください。"},
    {parameter_enum, "must be one of the enum value", "Enum値のいずれかでなければなりません。"},
    {requests_size, "size must be between 1 and {0}", "要素数は1から{0}までにしてください。"},
    {app_name_length, "Name must be between 1 and {0} characters.",
     "名前は1文字から{0}文字までにしてください。"},
    {records_added, "A maximum of {0} records can be added at one time.",
     "一度に{0}件までのレコードを追加できます。"},
    {records_updated, "A maximum of {0} records can be updated at one time.",
     "一度に{0}件までのレコードを更新できます。"},
    {ids_deleted, "Between 1 and {0} records can be deleted at one time.",
     "一度に1件から{0}件までのレコードを削除できます。"},
    {record_to_update,
     "The record to be updated must be specified by one of the parameters \"id\" and \"updateKey\".",
     "更新するレコードは、パラメーター「id」と「updateKey」のどちらか一方で指定してください。"},
    {value_required, "Required.", "必須です。"},
    {value_unique, "This value already exists in another record.", "値がほかのレコードと重複しています。"},
    {value_shorter, "Enter less than {0} characters.", "{0}文字より短くなければなりません。"},
    {value_longer, "Enter more than {0} characters.", "{0}文字より長くなければなりません。"},
    {value_number, "Only numbers are allowed.", "数字でなければなりません。"},
    {value_digits, "The number of digits exceeds the maximum allowed.", "有効桁数を超えています。"},
    {value_most, "The value must be {0} or less.", "{0}以下である必要があります。"},
    {value_least, "The value must be {0} or more.", "{0}以上である必要があります。"},
    {value_option, "The value, \"{0}\", is not in options.", "\"{0}\"は選択肢にありません。"},
    {value_url, "The URL format is not valid.", "URLの形式が正しくありません。"},
    {value_date, "Must be a date that exists, such as 2026-01-31.",
     "2026-01-31のような、実在する日付を指定してください。"},
    {value_time, "Must be a time such as 09:30.", "09:30のような時刻を指定してください。"},
    {value_instant, "Must be a date and time such as 2026-01-31T09:30:00Z.",
     "2026-01-31T09:30:00Zのような日時を指定してください。"},
    {value_future, "Must not be in the future.", "未来の日時は指定できません。"},
    {query_format, "unsupported query format", "クエリ記法が間違っています。"},
    {more, "… and {0} more", "… ほか{0}件"},
    {event_copy, "a copy of the event", "イベントのコピー"},
    {event_value_own,
     "kintone itself sets it: change the fields that it comes from, or use the REST API where that takes it.",
     "kintoneが設定する値です。元になるフィールドを変更するか、対応していればREST APIを使用してください。"},
    {event_value_lookup,
     "Set the key of a lookup in app.record.create.show or app.record.edit.show; to fetch it again set its lookup to true.",
     "ルックアップの値はapp.record.create.showまたはapp.record.edit.showで設定してください。再取得するにはlookupをtrueにします。"},
    {event_value_file, "Upload the file, and attach its fileKey by the REST API once the record is saved.",
     "ファイルをアップロードし、レコードの保存後にREST APIでfileKeyを指定してください。"},
    {folder_pages, "Pages in {0}", "{0}のページ"},
    {folder_without_pages, "There is no page here: no file whose name ends with .html.",
     "ページ（名前が.htmlで終わるファイル）がありません。"},
}};

constexpr bool phrases_in_order() {
  for (std::size_t i = 0; i < phrases.size(); ++i) {
    if (static_cast<std::size_t>(phrases[i].id) != i) return false;
  }
  return true;
}
static_assert(phrases_in_order(), "the table follows the enumeration");

std::string filled(std::string_view pattern, facts told, std::string_view fact::*which) {
  std::string text;
  while (!pattern.empty()) {
    const bool is_place = pattern.size() > 2 && pattern[0] == '{' && pattern[2] == '}' && pattern[1] >= '0' &&
                          static_cast<std::size_t>(pattern[1] - '0') < told.size();
    if (is_place) {
      text += (told.begin() + (pattern[1] - '0'))->*which;
      pattern.remove_prefix(3);
    } else {
      text.push_back(pattern.front());
      pattern.remove_prefix(1);
    }
  }
  return text;
}

}  // namespace

sentence& sentence::append(const sentence& more) {
  translation_ = translated() + more.translated();
  std::string::append(more);
  return *this;
}

sentence sentence_of(std::string_view en, std::string_view ja, locale language, facts told) {
  const bool is_ja = language == locale::ja;
  return {filled(is_ja ? ja : en, told, &fact::text), filled(is_ja ? en : ja, told, &fact::translated)};
}

sentence sentence_of(phrase id, locale language, facts told) {
  const phrase_entry& entry = phrases[static_cast<std::size_t>(id)];
  return sentence_of(entry.en, entry.ja, language, told);
}

std::string text_of(phrase id, locale language, facts told) { return sentence_of(id, language, told); }

std::string fill(std::string_view pattern, facts told) { return filled(pattern, told, &fact::text); }

}  // namespace kintone
