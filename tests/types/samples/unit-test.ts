// The harness around a test: install, journal, verify, dispose.
import { createShim, type JournalEntry, type Shim } from 'kintone-shim';
import { finishAfterEach, shim as installed } from 'kintone-shim/auto';

const shim: Shim = createShim({ seed: 1 });
const uninstall: () => void = shim.install();
shim.install({});
shim.install(globalThis);

const entries: JournalEntry[] = shim.journal.calls();
shim.journal.calls({ api: 'kintone.proxy.upload', method: 'PUT', url: /files/ });
shim.journal.calls((entry) => entry.state === 'failure' && entry.code === 'GAIA_PR03');

for (const { api, method, url, headers, bodyLength, startedAt, duration, transport } of entries) {
  console.log(
    api,
    method,
    url,
    Object.entries(headers),
    bodyLength + startedAt + duration,
    transport ?? 'none',
  );
}
for (const { response, error, cause, binary, warnings } of entries) {
  console.log(response?.body, response?.status, response?.headers, error?.length, cause, binary);
  for (const { code, message } of warnings) console.log(code, message);
}

for (const { request, outcome, route } of entries) {
  console.log(request.text().length, request.json().id, request.blob().size, request.dropped, route?.length);
  if (outcome && 'status' in outcome) console.log(outcome.body, outcome.status);
  else console.log(outcome?.code, outcome?.message);
}
shim.journal.waitFor({ url: /files/ }).then(({ state }) => state);
shim.journal.waitFor((entry) => entry.binary, { timeout: 50 }).then(({ bodyLength }) => bodyLength);
shim.settled().then(() => shim.finish());
finishAfterEach();
finishAfterEach(shim);

export const token: string = shim.kintone.getRequestToken();
shim.kintone.getRequestToken = () => 'replaced';
shim.advance(86_400_000);
shim.reload();
shim.reset();
shim.verify();
uninstall();
shim.dispose();
installed.verify();

{
  using scoped = createShim();
  scoped.verify();
}
