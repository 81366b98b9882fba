/** What `kintone-shim --help` says. */
export const help = `Usage: kintone-shim serve [folder] [flags]
       kintone-shim run [<script> ...] [--plugin <manifest>] [flags]

serve: serves a folder's pages (the current folder's by default) with kintone in them: events, forms and lists, kintone.api,
plug-ins and their settings pages. kintone.proxy reaches any upstream, as on kintone, through this server. Below /k/v1/ it
answers kintone's REST API. It prints the URL of an inspector, which shows each call as it is made. Stop it with Ctrl+C.

run: runs customization scripts and plug-ins in Node, in turn, as a page of kintone loads them: with kintone in the global
scope, and fetch to /k/v1/... answered in the process. It prints each call and its outcome. An error that nobody catches, a
rejection that nobody handles, a failure that nobody is told of, a call that may not leave, a script whose top level
never ends: exit code 1.

Flags of both:

  --network <reach>      what kintone.proxy may reach: live (every public host, the default), offline,
                         or host names and addresses: api.example.com,127.0.0.1:3000
  --origin <url>         kintone's own origin, to which scripts ask for /k/v1/...; https://example.kintone.com by default
  --locale <language>    of messages: en (the default) or ja
  --config <file>        a module that exports setup(shim), run first; it may be async
  --user <login:password>
                         a login name and its password for kintone's side; may be repeated. Without any, and without
                         --api-token, every password and every token is accepted
  --users <file>         more of them with what else is known of each, their rights: a module whose default export is the
                         option users: export default { alice: { password: '...', rights: { 5: ['view'] } } }; or JSON
  --api-token <token=app>
                         an API token and the number of its app, with rights as abc=5:view,add; may be repeated
  --guest-space <number> a guest space, of which there is /k/guest/<number>/v1/...; may be repeated

  --apps <file>          a module whose default export is the option apps: export default { 5: { fields: { ... } } };
                         or the same as JSON
  --plugin <manifest>    a plug-in's manifest.json; may be repeated. Its scripts are loaded after the others
  --plugins <file>       what plug-ins have saved before, by their ids: a module whose default export is the option plugins:
                         export default { [pluginId]: { config: { ... }, proxyConfig: [ ... ] } }; or the same as JSON
  --screen <screen>      for which screen, such as app.record.create or mobile.app.record.index. Behind the scripts run
                         opens it, and so does each page that serve serves
  --app <number>         the app of --screen; the first that is declared by default
  --id <number>          the record of --screen
  --map <url=file>       a file in the place of a URL in a manifest; may be repeated

Flags of serve:

  --port <number>        port to listen on, 0 for any free one; 8000 by default
  --host <address>       address to listen on; 127.0.0.1 by default. Beyond loopback the relay needs --relay
  --tls-key <file>       a private key, as PEM; with --tls-cert the server speaks HTTPS, on which some clients of kintone insist
  --tls-cert <file>      its certificate, as PEM
  --data <folder>        keeps apps, records and files there, so that they are there again at the next start
  --inject               put kintone into every HTML page; without it a page loads it itself:
                         <script src="/_shim/kintone.js"></script>
  --relay                relay calls although another address than loopback is listened on: whoever can reach the
                         server can then send requests from this machine

Flags of run:

  --offline              the same as --network offline

  --help                 this text, also by -h and by the command help
  --version              the version, also by -v
`;
