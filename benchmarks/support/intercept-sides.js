// Requests to kintone answered by the shim in the process: by our intercept, and by a listener of @mswjs/interceptors.
import { intercept } from 'kintone-shim/intercept';

/** It patches globalThis alone, and extends the classes that are there when it is loaded. */
async function interceptByPeer(shim) {
  const [{ BatchInterceptor }, { FetchInterceptor }, { XMLHttpRequestInterceptor }] = await Promise.all([
    import('@mswjs/interceptors'),
    import('@mswjs/interceptors/fetch'),
    import('@mswjs/interceptors/XMLHttpRequest'),
  ]);
  const interceptors = [new FetchInterceptor(), new XMLHttpRequestInterceptor()];
  const peer = new BatchInterceptor({ name: 'kintone', interceptors });
  peer.on('request', async ({ request, controller }) => {
    if (new URL(request.url).origin === shim.origin) controller.respondWith(await shim.handle(request));
  });
  peer.apply();
  return () => peer.dispose();
}

/** Each begins to intercept and gives what ends it. */
export const sides = {
  ours: async (shim, target) => intercept(shim, target),
  peer: interceptByPeer,
};
