#!/usr/bin/env node
/** The command line: `kintone-shim serve` and `kintone-shim run`. */
import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { relative, resolve } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { createShim } from 'kintone-shim';
import { intercept } from 'kintone-shim/intercept';
import { serve } from 'kintone-shim/server';
import {
  failed,
  makeShim,
  readFolder,
  readOptions,
  readPort,
  readTls,
  Stop,
  wrong,
  wrongUsage,
} from './flags.js';
import { explain } from './explain.js';
import { help } from './help.js';
import { internals } from '../core/internals.js';
import { masked } from '../core/mask/mask.js';
import { importModule } from './import-module.js';
import { load } from './load-script.js';
import { needPresetIds, needSeveralIds, readDeclared, readPlugins, servePlugins } from './plugins.js';
import { runScripts } from './run.js';

/** @type {import('node:util').ParseArgsConfig['options']} */
const flags = {
  port: { type: 'string' },
  host: { type: 'string' },
  network: { type: 'string' },
  offline: { type: 'boolean' },
  origin: { type: 'string' },
  locale: { type: 'string' },
  config: { type: 'string' },
  apps: { type: 'string', multiple: true, default: [] },
  app: { type: 'string', multiple: true, default: [] },
  plugin: { type: 'string', multiple: true, default: [] },
  plugins: { type: 'string' },
  map: { type: 'string', multiple: true, default: [] },
  screen: { type: 'string' },
  id: { type: 'string' },
  'tls-key': { type: 'string' },
  'tls-cert': { type: 'string' },
  data: { type: 'string' },
  inject: { type: 'boolean' },
  relay: { type: 'boolean' },
  users: { type: 'string' },
  user: { type: 'string', multiple: true, default: [] },
  'api-token': { type: 'string', multiple: true, default: [] },
  'guest-space': { type: 'string', multiple: true, default: [] },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
};

/** Of one command alone. */
const flagsOf = {
  serve: ['port', 'host', 'tls-key', 'tls-cert', 'data', 'inject', 'relay'],
  run: ['offline'],
};

function readArguments(args) {
  try {
    return parseArgs({ args, options: flags, allowPositionals: true });
  } catch ({ message }) {
    const [sentence] = message.split(/[.\n]/);
    const names = Object.keys(flags).map((name) => `--${name}`);
    throw wrong(`${sentence}. The flags are ${names.join(', ')}.`);
  }
}

/** Waits for a Promise; where nothing is left that could settle it, the process says so in the end. */
async function ended(promise, message) {
  const complain = () => {
    process.stderr.write(`${message}\n`);
    process.exitCode = wrongUsage;
  };
  process.once('exit', complain);
  try {
    await promise;
  } finally {
    process.off('exit', complain);
  }
}

async function readConfig(path) {
  if (path === undefined) return () => {};
  let setup;
  try {
    ({ setup } = await importModule(resolve(path)));
  } catch (error) {
    throw wrong(`--config ${path} cannot be loaded: ${masked(explain(error))}`);
  }
  if (typeof setup !== 'function') {
    throw wrong(`--config ${path} has to export setup: export function setup(shim) { ... }`);
  }
  return async (shim) => {
    try {
      await ended(setup(shim), `setup(shim) of --config ${path} never ends`);
    } catch (error) {
      throw wrong(`setup(shim) of --config ${path} failed: ${masked(explain(error))}`);
    }
  };
}

/** What cannot be listened on, and what to do about it. */
function listenFault(error, host, port) {
  const place = `port ${port} of ${host ?? 'this machine'}`;
  if (error.code === 'EADDRINUSE') {
    return new Stop(failed, `${place} is in use. Choose another with --port, or any free one with --port 0.`);
  }
  if (error.code === 'EACCES') {
    return new Stop(failed, `${place} is not allowed to you. Choose another with --port, above 1023.`);
  }
  return new Stop(failed, `${place} cannot be listened on: ${error.message}`);
}

const print = (line) => process.stdout.write(`${line}\n`);

async function startServer(positionals, values) {
  const { host, network, config, data, inject, relay } = values;
  if (positionals.length > 1) {
    throw wrong(`serve takes one folder, given: ${positionals.join(' ')}`);
  }
  const port = readPort(values.port ?? '8000');
  const root = readFolder(positionals[0] ?? '.');
  const plugins = readPlugins(values);
  const tls = readTls(values);
  const setup = await readConfig(config);
  const options = readOptions(values, await readDeclared(values), network);
  let shim;
  try {
    shim = makeShim(options, createShim);
    await setup(shim);
    needPresetIds(shim, plugins, options.plugins);
    await servePlugins(shim, plugins);
    const server = await serve({ port, host, tls, data, root, shim, inject, relay, log: print });
    return { shim, root, server };
  } catch (error) {
    shim?.dispose();
    if (error instanceof Stop) throw error;
    // An option that the shim or the server refuses.
    if (error instanceof TypeError) throw wrong(error.message);
    if (error.syscall !== 'listen' && error.syscall !== 'getaddrinfo') throw new Stop(failed, error.message);
    throw listenFault(error, host, port);
  }
}

async function runServe(positionals, values) {
  const { shim, root, server } = await startServer(positionals, values);
  const stop = async () => {
    await server.close();
    shim.dispose();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, stop);
  print(`kintone-shim serves ${resolve(root)} at ${server.url}/`);
  print(`inspector: ${server.inspectorUrl}`);
  for (const { path, pluginId } of shim[internals].servedPlugins) {
    print(
      `settings of ${path}: ${server.url}/k/admin/app/${shim.screen.app}/plugin/config?pluginId=${pluginId}`,
    );
  }
}

function readScript(path) {
  if (statSync(path, { throwIfNoEntry: false })?.isFile()) return resolve(path);
  throw wrong(`run takes scripts, and there is no file at ${resolve(path)}`);
}

/** Scripts of the app, plug-ins, and the screen, in the order in which a page has them. */
function stepsOf(shim, paths, { manifests, map, screen, place }) {
  const scripts = paths.map((path) => ({ name: relative('.', path), run: () => load(path) }));
  const isSettings = screen === 'plugin.config';
  const open = (more) => shim.open(screen, { ...place, ...more });
  const loaded = [];
  const plugins = manifests.map((path) => ({
    name: relative('.', path),
    async run() {
      // A plug-in's settings are a page of its own, which is there before its script.
      const { pluginId } = shim[internals].readPlugin('--plugin', path, { screen, map });
      needSeveralIds([...loaded, { path, pluginId }]);
      loaded.push({ path, pluginId });
      if (isSettings) await open({ pluginId });
      await shim.loadPlugin(path, { screen, map, pluginId });
    },
  }));
  const page = screen === undefined || isSettings ? [] : [{ name: `--screen ${screen}`, run: open }];
  return [...scripts, ...plugins, ...page];
}

async function runRun(positionals, values) {
  const { network, offline, config } = values;
  const plugins = readPlugins(values);
  if (positionals.length === 0 && plugins.manifests.length === 0) {
    throw wrong('run takes a script or a plug-in: kintone-shim run customize.js --plugin manifest.json');
  }
  if (plugins.screen === 'plugin.config' && plugins.manifests.length !== 1) {
    throw wrong('--screen plugin.config takes one --plugin: the settings of which plug-in');
  }
  if (offline && network !== undefined) throw wrong('run takes --offline or --network, not both');
  const paths = positionals.map(readScript);
  const setup = await readConfig(config);
  const options = readOptions(values, await readDeclared(values), offline ? 'offline' : network);
  let shim;
  try {
    shim = makeShim(options, createShim);
    await setup(shim);
    needPresetIds(shim, plugins, options.plugins);
  } catch (error) {
    shim?.dispose();
    if (error instanceof TypeError) throw wrong(error.message);
    throw error;
  }
  const complain = (line) => process.stderr.write(`${line}\n`);
  runScripts(shim, stepsOf(shim, paths, plugins), { print, complain, intercept });
}

const commands = { serve: runServe, run: runRun };

async function run(args) {
  const { values, positionals } = readArguments(args);
  const [command, ...rest] = positionals;
  if (values.help || command === 'help') return print(help.trimEnd());
  if (values.version) return print(createRequire(import.meta.url)('../package.json').version);
  const names = Object.keys(commands).join(', ');
  if (command === undefined) throw wrong(`a command is missing: ${names}`);
  if (!Object.hasOwn(commands, command)) throw wrong(`there is no command ${command}, but ${names}`);
  for (const [other, own] of Object.entries(flagsOf)) {
    const given = other === command ? undefined : own.find((name) => values[name] !== undefined);
    if (given) throw wrong(`${command} has no --${given}: it is of ${other}`);
  }
  return commands[command](rest, values);
}

// Whoever read the output has gone.
for (const output of [process.stdout, process.stderr]) output.on('error', () => {});
try {
  await run(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Stop)) throw error;
  process.stderr.write(`kintone-shim: ${error.message}\n`);
  process.exitCode = error.code;
}
