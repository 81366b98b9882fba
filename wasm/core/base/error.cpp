#include "core/base/error.h"

#include <algorithm>
#include <cstddef>

namespace kintone {
namespace {

using enum error;
using enum family;

constexpr std::array<error_entry, static_cast<std::size_t>(error::error_count)> errors = {{
    {invalid_argument, usage, "SHIM_INVALID_ARGUMENT", "{0} was called with a wrong argument: {1}",
     "{0}の引数が正しくありません：{1}"},
    {forbidden_request_header, usage, "SHIM_FORBIDDEN_REQUEST_HEADER",
     "{0} sets this request header by itself, so it cannot be given: {1}",
     "{0}が自動で付けるリクエストヘッダーは指定できません：{1}"},
    {upload_too_large, usage, "SHIM_UPLOAD_TOO_LARGE",
     "data.value has {0} bytes; kintone.proxy.upload takes at most {1} bytes. Nothing was sent.",
     "data.valueは{0}バイトです。kintone.proxy.uploadの上限は{1}バイトです。何も送信していません。"},
    {call_aborted, usage, "SHIM_CALL_ABORTED",
     "The call was still running when shim.reset() or shim.dispose() ended it.",
     "呼び出しの途中でshim.reset()またはshim.dispose()が実行されたため、中止しました。"},
    {disposed, usage, "SHIM_DISPOSED", "This shim was disposed; make a new one with createShim().",
     "このshimは破棄されています。createShim()で新しく作成してください。"},
    {verification_failed, usage, "SHIM_VERIFICATION_FAILED",
     "shim.verify() found {0}:", "shim.verify()で{0}件の問題が見つかりました："},
    {invalid_option, usage, "SHIM_INVALID_OPTION", "createShim: {0}", "createShim：{0}"},

    {network_offline, network, "SHIM_NETWORK_OFFLINE",
     "{0} {1} may not leave this machine: nothing answers it here, and the option network ({2}) does not "
     "name {3}. "
     "Allow it with createShim({ network: ['{3}'] }), or every public host with network: 'live'.",
     "{0} {1}は外部に送信できません。応答する相手がなく、オプションnetwork（{2}）に{3}がありません。"
     "createShim({ network: ['{3}'] })で許可するか、network: 'live'で公開ホストをすべて許可してください。"},
    {address_refused, network, "SHIM_ADDRESS_REFUSED",
     "{0} leads to {1}, a loopback, private, link-local or otherwise special address. Such an address is "
     "reached only if it "
     "is named itself: createShim({ network: ['{1}'] }).",
     "{0}の接続先{1}は、ループバック、プライベート、リンクローカルなどの特別なアドレスです。"
     "createShim({ network: ['{1}'] })のようにアドレス自体を指定した場合だけ接続します。"},
    {host_not_found, network, "SHIM_HOST_NOT_FOUND", "The host name {0} does not resolve ({1}).",
     "ホスト名{0}を解決できません（{1}）。"},
    {connection_refused, network, "SHIM_CONNECTION_REFUSED", "{0} refused the connection.",
     "{0}に接続を拒否されました。"},
    {connection_reset, network, "SHIM_CONNECTION_RESET",
     "{0} closed the connection before its answer's head was complete ({1}).",
     "{0}が応答ヘッダーを送り終える前に接続を閉じました（{1}）。"},
    {tls_rejected, network, "SHIM_TLS_REJECTED",
     "The certificate of {0} is not trusted ({1}). kintone refuses self-signed certificates; a certificate "
     "authority of "
     "your own can be given with the option ca.",
     "{0}の証明書を信頼できません（{1}）。kintoneは自己署名証明書を使用したサーバーと通信できません。"
     "独自の認証局はオプションcaで指定できます。"},
    {timed_out, network, "GAIA_PR03", "The request to {0} timed out: no complete answer within {1} ms.",
     "{0}へのリクエストがタイムアウトしました。{1}ミリ秒以内に応答が完了しませんでした。"},
    {network_failed, network, "SHIM_NETWORK_FAILED", "The request to {0} failed ({1}).",
     "{0}へのリクエストに失敗しました（{1}）。"},

    {response_body_too_large, upstream, "SHIM_RESPONSE_BODY_TOO_LARGE",
     "The response body of {0} is larger than {1} bytes. The rest was not read.",
     "{0}のレスポンスボディが{1}バイトを超えています。残りは読み込んでいません。"},
    {response_too_many_header_lines, upstream, "SHIM_RESPONSE_TOO_MANY_HEADER_LINES",
     "The response of {0} has more than {1} header lines.", "{0}のレスポンスヘッダーが{1}行を超えています。"},
    {response_header_line_too_long, upstream, "SHIM_RESPONSE_HEADER_LINE_TOO_LONG",
     "A response header line of {0} ({1}) has {2} bytes; at most {3} are allowed.",
     "{0}のレスポンスヘッダー（{1}）は1行が{2}バイトです。上限は{3}バイトです。"},
    {response_not_text, upstream, "SHIM_RESPONSE_NOT_TEXT",
     "The response body of {0} is not {1} text; kintone.proxy handles only characters.",
     "{0}のレスポンスボディは{1}のテキストではありません。kintone.proxyは文字列だけを扱えます。"},
    {response_truncated, upstream, "SHIM_RESPONSE_TRUNCATED",
     "The answer of {0} ended before it was complete ({1}).", "{0}の応答が途中で終わりました（{1}）。"},
    {response_malformed, upstream, "SHIM_RESPONSE_MALFORMED", "The answer of {0} is not valid HTTP ({1}).",
     "{0}の応答はHTTPとして正しくありません（{1}）。"},
    {too_many_redirects, upstream, "SHIM_TOO_MANY_REDIRECTS", "{0} redirected more than {1} times.",
     "{0}のリダイレクトが{1}回を超えました。"},

    {warn_response_body, warning, "SHIM_WARN_RESPONSE_BODY",
     "The response body has {0} bytes. \"10 MB\" may mean {1}: keep well below it.",
     "レスポンスボディが{0}バイトです。「10 MB」は{1} "
     "バイトを意味する可能性があるため、十分に小さくしてください。"},
    {warn_response_header_line, warning, "SHIM_WARN_RESPONSE_HEADER_LINE",
     "The response header line {0} has {1} bytes. Cybozu's pages disagree on the limit; the lower one is "
     "{2}.",
     "レスポンスヘッダー{0}は1行が{1}バイトです。上限はページによって異なり、小さい方は{2} "
     "バイトです。"},
    {warn_upload, warning, "SHIM_WARN_UPLOAD",
     "data.value has {0} bytes. \"200MB\" may mean {1}: keep below it.",
     "data.valueは{0}バイトです。「200MB」は{1} "
     "バイトを意味する可能性があるため、それより小さくしてください。"},
    {warn_charset, warning, "SHIM_WARN_CHARSET",
     "The response is declared as {0}. Nobody documents that kintone decodes anything but UTF-8.",
     "レスポンスの文字コードは{0}です。kintoneがUTF-8以外を変換するかどうかは公開されていません。"},
    {warn_binary, warning, "SHIM_WARN_BINARY",
     "The response body is not {0} text: damaged bytes became U+FFFD, as kintone.proxy handles only "
     "characters.",
     "レスポンスボディは{0}のテキストではないため、壊れたバイトはU+FFFDになりました。kintone.proxy "
     "は文字列だけを扱えます。"},
    {warn_url_not_ascii, warning, "SHIM_WARN_URL_NOT_ASCII",
     "The URL has characters outside ASCII; they were percent-encoded as UTF-8. Encode them yourself with "
     "encodeURIComponent.",
     "URLにASCII以外の文字があるため、UTF-8でパーセントエンコードしました。encodeURIComponent "
     "を使用してください。"},
    {warn_header_dropped, warning, "SHIM_WARN_HEADER_DROPPED",
     "The header {0} is undefined and was not sent.", "ヘッダー{0}はundefinedのため送信しませんでした。"},
    {warn_own_origin, warning, "SHIM_WARN_OWN_ORIGIN",
     "{0} is kintone's own origin. For its REST API use kintone.api instead of kintone.proxy.",
     "{0}はkintone自身のオリジンです。REST APIにはkintone.proxyではなくkintone.api "
     "を使用してください。"},
    {warn_failure_callback_ignored, warning, "SHIM_WARN_FAILURE_CALLBACK_IGNORED",
     "failureCallback was given without successCallback and is ignored: the call returns a Promise.",
     "successCallbackがないためfailureCallbackは無視されます。この呼び出しはPromiseを返します。"},
}};

constexpr bool in_order() {
  for (std::size_t i = 0; i < errors.size(); ++i) {
    if (static_cast<std::size_t>(errors[i].id) != i) return false;
  }
  return true;
}
static_assert(in_order(), "the table follows the enumeration");

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
    {header_value_character, "must not contain a line break or another control character; given: {0}",
     "改行などの制御文字は使えません。指定された値：{0}"},
    {header_value_latin1, "must not contain a character above U+00FF; encode it; given: {0}",
     "U+00FFを超える文字は使えません。エンコードしてください。指定された値：{0}"},
    {header_twice, "is given twice, differing only in case from {0}",
     "{0}と大文字・小文字だけが異なる名前が重複しています"},
    {header_forbidden, "is set automatically and cannot be given; remove it",
     "自動で付けられるため指定できません。削除してください"},
    {data_type, "must be a string, an object or an array ({} for an empty body); given: {0}",
     "文字列、オブジェクト、配列のいずれかを指定してください（空のボディは{}）。指定された値：{0}"},
    {data_blob,
     "must be a string, an object or an array; to send a Blob or File use kintone.proxy.upload; given: {0}",
     "文字列、オブジェクト、配列のいずれかを指定してください。BlobやFileにはkintone.proxy.upload "
     "を使用してください。指定された値：{0}"},
    {data_form,
     "must be a string, an object or an array; build the body as a string, for example with String(new "
     "URLSearchParams(…)); given: {0}",
     "文字列、オブジェクト、配列のいずれかを指定してください。String(new URLSearchParams(…)) "
     "などで文字列にしてください。指定された値：{0}"},
    {data_callback, "is a function: the callbacks come after data; pass {} as data",
     "関数が指定されています。コールバックはdataの後に指定します。dataには{}を指定してください"},
    {data_promise, "must be a string, an object or an array; a Promise was given: is an await missing?",
     "文字列、オブジェクト、配列のいずれかを指定してください。Promiseが指定されています。await "
     "を忘れていませんか"},
    {data_json, "has no JSON text: {0}", "JSONにできません：{0}"},
    {data_upload, "must be an object { format: 'RAW', value: Blob or File }; given: {0}",
     "{ format: 'RAW', value: BlobまたはFile }の形のオブジェクトを指定してください。指定された値：{0}"},
    {data_format, "must be exactly \"RAW\"; given: {0}", "\"RAW\"を指定してください。指定された値：{0}"},
    {data_value, "must be a Blob or a File; given: {0}. Wrap it: new Blob([…])",
     "BlobまたはFileを指定してください。指定された値：{0}。new Blob([…])で包んでください"},
    {data_value_unreadable, "could not be read to its end ({0})", "最後まで読み込めませんでした（{0}）"},
    {callback_type, "must be a function, or undefined or null for none; given: {0}",
     "関数を指定してください（なければundefinedまたはnull）。指定された値：{0}"},
    {threw, "could not be read, since reading it threw: {0}", "読み取り中に例外が発生しました：{0}"},
    {own_origin_refused,
     "{0} {1} goes to kintone itself (the option origin), and such a call never leaves this machine. Nothing "
     "answers it here "
     "yet; for kintone's REST API use kintone.api.",
     "{0} {1}はkintone自身（オプション"
     "origin）への呼び出しのため、外部に送信しません。まだ応答する相手がありません。"
     "kintoneのREST APIにはkintone.apiを使用してください。"},
    {option_unknown, "the option {0} is not known; known options: {1}",
     "オプション{0}はありません。使えるオプション：{1}"},
    {option_value, "the option {0} must be {1}; given: {2}",
     "オプション{0}の値が正しくありません。使える値：{1}。指定された値：{2}"},
    {option_threw, "the option {0} could not be read: {1}", "オプション{0}を読み取れません：{1}"},
    {expected_word, "'{0}' or '{1}'", "'{0}'または'{1}'"},
    {expected_origin, "an origin such as 'https://example.kintone.com', without a path",
     "'https://example.kintone.com'のようなオリジン（パスなし）"},
    {expected_network,
     "'offline', 'live', or an array of host names such as ['api.example.com', '127.0.0.1']",
     "'offline'、'live'、または['api.example.com', '127.0.0.1']のようなホスト名の配列"},
    {expected_seed, "a string or an integer", "文字列または整数"},
    {expected_limits,
     "an object of positive whole numbers, each optional: timeout (ms), responseBody (bytes), "
     "responseHeaderLines, "
     "responseHeaderLine (bytes), uploadResponseHeaderLine (bytes), upload (bytes)",
     "正の整数を持つオブジェクト（すべて省略可）：timeout（ミリ秒）、responseBody（バイト）、responseHeaderLines、"
     "responseHeaderLine（バイト）、uploadResponseHeaderLine（バイト）、upload（バイト）"},
    {expected_fetch, "a function with the signature of fetch", "fetchと同じ引数の関数"},
    {expected_ca, "a certificate in PEM (a string or bytes), or an array of them",
     "PEM形式の証明書（文字列またはバイト列）、またはその配列"},
    {failure_dropped, "{0} {1} {2} failed, and no failureCallback was given: {3}",
     "{0} {1} {2}が失敗しましたが、failureCallbackが指定されていません：{3}"},
    {unmatched_call, "nothing answered {0} {1} {2}", "応答する相手がない呼び出し：{0} {1} {2}"},
    {more, "… and {0} more", "… ほか{0}件"},
}};

constexpr bool phrases_in_order() {
  for (std::size_t i = 0; i < phrases.size(); ++i) {
    if (static_cast<std::size_t>(phrases[i].id) != i) return false;
  }
  return true;
}
static_assert(phrases_in_order(), "the table follows the enumeration");

}  // namespace

std::span<const error_entry> error_table() { return errors; }

const error_entry& entry_of(error id) { return errors[static_cast<std::size_t>(id)]; }

std::string message_of(error id, locale language, std::initializer_list<std::string_view> facts) {
  const error_entry& entry = entry_of(id);
  return fill(language == locale::ja ? entry.ja : entry.en, facts);
}

std::string text_of(phrase id, locale language, std::initializer_list<std::string_view> facts) {
  const phrase_entry& entry = phrases[static_cast<std::size_t>(id)];
  return fill(language == locale::ja ? entry.ja : entry.en, facts);
}

std::string fill(std::string_view pattern, std::initializer_list<std::string_view> facts) {
  std::string text;
  while (!pattern.empty()) {
    const bool is_place = pattern.size() > 2 && pattern[0] == '{' && pattern[2] == '}' && pattern[1] >= '0' &&
                          static_cast<std::size_t>(pattern[1] - '0') < facts.size();
    if (is_place) {
      text += *(facts.begin() + (pattern[1] - '0'));
      pattern.remove_prefix(3);
    } else {
      text.push_back(pattern.front());
      pattern.remove_prefix(1);
    }
  }
  return text;
}

}  // namespace kintone
