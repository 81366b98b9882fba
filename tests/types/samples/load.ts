// Scripts and plug-ins, as kintone loads them.
import { createShim, type LoadedPlugin } from 'kintone-shim';

const shim = createShim();
shim.install();

export async function loadAll(): Promise<string> {
  await shim.load('app.js');
  await shim.load('plugin/desktop.js', { pluginId: 'faabchdodajloackbgnipilddblmkejp' });
  const loaded: LoadedPlugin = await shim.loadPlugin('plugin/manifest.json', {
    screen: 'mobile.app.record.index',
    map: { 'https://js.cybozu.com/jquery/3.7.1/jquery.min.js': 'node_modules/jquery/dist/jquery.js' },
  });
  console.log(loaded.files.length);
  return (await shim.loadPlugin('plugin/manifest.json')).pluginId;
}
