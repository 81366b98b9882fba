#include "core/rest/reason.h"

#include <array>
#include <cstddef>

#include "core/base/json.h"
#include "core/base/utf8.h"

namespace kintone::rest {
namespace {

struct reason_entry {
  reason id;
  std::string_view en;
  std::string_view ja;
};

using enum reason;

constexpr std::array<reason_entry, static_cast<std::size_t>(reason::reason_count)> reasons = {{
    {none, "", ""},
    {no_credentials,
     "It brings neither X-Cybozu-Authorization nor X-Cybozu-API-Token nor Authorization: Bearer, and no session. The session comes "
     "with requests of a page itself, unless their credentials are 'omit' or the option session is false; kintone.proxy never has it.",
     "X-Cybozu-Authorization、X-Cybozu-API-Token、Authorization: "
     "Bearerのいずれもなく、セッションもありません。セッションはページ自身のリクエストに付きます（credentialsが'omit'、またはオプションsessionがfalse"
     "の場合を除く）。kintone.proxyには付きません。"},
    {authorization_not_bearer,
     "Authorization begins with {0}, not with Bearer, and there are no other credentials. A login name and a password go into "
     "X-Cybozu-Authorization, as the base64 of login:password.",
     "Authorizationが{0}で始まり、Bearerではありません。ほかの認証情報もありません。ログイン名とパスワードは、login:passwordをBase64にして"
     "X-Cybozu-Authorizationに指定してください。"},
    {no_requested_with,
     "X-Requested-With is missing or empty. fetch does not add it, and jQuery does so for the page's own origin alone: give the "
     "header 'X-Requested-With': 'XMLHttpRequest'.",
     "X-Requested-Withがないか空です。fetchは付けません。jQueryが付けるのはページ自身のオリジン宛てだけです。ヘッダー"
     "'X-Requested-With': 'XMLHttpRequest'を指定してください。"},
    {no_request_token,
     "Neither the body nor the query has __REQUEST_TOKEN__, which a session's request needs where it changes something: "
     "kintone.getRequestToken() gives it.",
     "ボディにもクエリにも__REQUEST_TOKEN__がありません。セッションで変更を行うリクエストには、kintone.getRequestToken()の値が必要です。"},
    {request_token_misspelt,
     "It brings {0}, but the name is __REQUEST_TOKEN__, with two underscores at either end.",
     "{0}がありますが、正しい名前は__REQUEST_TOKEN__です（前後にアンダースコアが2つずつ）。"},
    {request_token_is_file,
     "The part __REQUEST_TOKEN__ has a file name, so it is a file. Append it as a string: form.append('__REQUEST_TOKEN__', "
     "kintone.getRequestToken()).",
     "パート__REQUEST_TOKEN__にファイル名があるため、ファイルとして扱われます。文字列で追加してください："
     "form.append('__REQUEST_TOKEN__', kintone.getRequestToken())"},
    {request_token_stale,
     "Its __REQUEST_TOKEN__ is none of this page, or older than a reload, or was not used for too long. Ask "
     "kintone.getRequestToken() for each request.",
     "__REQUEST_TOKEN__がこのページのものでないか、再読み込み前のものか、期限切れです。リクエストごとにkintone.getRequestToken()で取得してください。"},
    {content_type_of_get,
     "A GET without a body must have no Content-Type, and this one has {0}. Leave the header out.",
     "ボディのないGETにはContent-Typeを指定できませんが、{0}が指定されています。ヘッダーを外してください。"},
    {too_many_api_tokens, "X-Cybozu-API-Token has {0} tokens, more than a request may bring.",
     "X-Cybozu-API-Tokenのトークンが{0}個あり、上限を超えています。"},
    {no_file_part,
     "The form has no part called \"file\"; its parts are {0}. Write form.append('file', blob, 'name.txt').",
     "フォームに\"file\"という名前のパートがありません（パート：{0}）。form.append('file', blob, 'name.txt')のように追加してください。"},
    {file_without_name,
     "The part \"file\" has no file name, so it is a text. Append a Blob or a File: form.append('file', blob, 'name.txt').",
     "パート\"file\"にファイル名がないため、テキストとして扱われます。BlobまたはFileを追加してください：form.append('file', blob, "
     "'name.txt')"},
    {two_files, "The form has {0} parts called \"file\"; a request takes one file.",
     "フォームに\"file\"という名前のパートが{0}個あります。1回のリクエストで送れるファイルは1つです。"},
    {not_a_form,
     "Its Content-Type is {0}, not multipart/form-data. Give the FormData as the body, and no Content-Type: the platform adds it.",
     "Content-Typeが{0}で、multipart/form-dataではありません。FormDataをボディに指定し、Content-Typeは指定しないでください（自動で付きます）。"},
    {no_boundary,
     "The boundary in its Content-Type is missing, there twice or malformed: {0}. Give the FormData as the body, and no "
     "Content-Type: the platform adds it with the boundary.",
     "Content-Typeのboundaryがないか、重複しているか、正しくありません：{0}。FormDataをボディに指定し、Content-Typeは指定しないでください"
     "（boundaryとともに自動で付きます）。"},
    {form_cut_off,
     "The body ended before the form did: its last line, --, the boundary and --, is missing, or the boundary is another one than "
     "in the Content-Type.",
     "フォームの終わり（--、boundary、--の行）がないままボディが終わりました。boundaryがContent-Typeと異なる可能性もあります。"},
    {form_malformed,
     "The form is malformed after {0} parts: in a delimiter or a part's header, or there are too many parts, or too long texts.",
     "フォームの{0}個目のパートの後で、区切りまたはパートのヘッダーが正しくないか、パートが多すぎるか、テキストが長すぎます。"},
    {not_login_and_password, "X-Cybozu-Authorization is not, once, the base64 of login:password.",
     "X-Cybozu-Authorizationは、login:passwordをBase64にしたもの1つではありません。"},
    {login_unknown, "The option users has no {0}.", "オプションusersに{0}がありません。"},
    {password_differs, "The password of {0} is another one in the option users.",
     "{0}のパスワードがオプションusersのものと異なります。"},
    {api_token_malformed, "X-Cybozu-API-Token is empty, or has characters that are none of a token.",
     "X-Cybozu-API-Tokenが空か、トークンに使えない文字があります。"},
    {api_token_not_declared, "The option apiTokens does not have each of the API tokens that were given.",
     "指定されたAPIトークンのうち、オプションapiTokensにないものがあります。"},
    {api_token_of_other_app, "None of the API tokens that were given is of the app {0}.",
     "指定されたAPIトークンは、アプリ{0}のものではありません。"},
    {bearer_not_declared,
     "Where users or apiTokens are declared no OAuth token is accepted: there is no option to declare one.",
     "usersまたはapiTokensを宣言した場合、OAuthのトークンは受け付けません（宣言するオプションはありません）。"},
    {bearer_malformed, "Authorization: Bearer has to come once, with a token behind it.",
     "Authorization: Bearerは1つだけ、トークンを付けて指定してください。"},
    {not_json, "Its body of {0} bytes is no JSON text. JSON.stringify makes one of an object.",
     "{0}バイトのボディがJSONではありません。オブジェクトはJSON.stringifyで文字列にしてください。"},
    {no_object, "Its body is JSON, but no object.", "ボディはJSONですが、オブジェクトではありません。"},
    {value_of_wrong_kind, "What stands at {0} is of another kind of JSON than the field's type takes.",
     "{0}のJSONの型が、フィールドタイプに合っていません。"},
    {key_of_upload,
     "This is the fileKey that an upload gave, which a record takes. For a download use the fileKey in the field of the record.",
     "これはアップロードで得たfileKeyで、レコードに添付するためのものです。ダウンロードには、レコードのフィールドにあるfileKeyを使用してください。"},
    {key_not_attached, "No file that is attached to a record has this fileKey here, or not any more.",
     "このfileKeyを持つ、レコードに添付されたファイルはありません（削除済みの場合を含む）。"},
    {key_not_temporary,
     "No file that was uploaded here has this fileKey any more: it was attached before, its time is over, it is of another space, "
     "or the key of a download.",
     "このfileKeyを持つアップロード済みのファイルはありません（添付済み、期限切れ、別のスペースのもの、ダウンロード用のfileKeyなど）。"},
}};

constexpr bool reasons_in_order() {
  for (std::size_t i = 0; i < reasons.size(); ++i) {
    if (static_cast<std::size_t>(reasons[i].id) != i) return false;
  }
  return true;
}
static_assert(reasons_in_order(), "the table follows the enumeration");

/// Names that are told, and bytes of each.
constexpr std::size_t most_told = 5;
constexpr std::size_t longest_told = 40;

}  // namespace

sentence sentence_of(reason why, locale language, std::string_view detail) {
  const reason_entry& entry = reasons[static_cast<std::size_t>(why)];
  return sentence_of(entry.en, entry.ja, language, {detail});
}

std::string told_names(const std::vector<std::string>& names) {
  std::string told;
  for (std::size_t i = 0; i < names.size() && i < most_told; ++i) {
    const std::string_view name = utf8::prefix(names[i], longest_told);
    told += (told.empty() ? "" : ", ") + json_writer().string(name).take();
  }
  if (names.size() > most_told) told += ", …";
  return told.empty() ? "-" : told;
}

}  // namespace kintone::rest
