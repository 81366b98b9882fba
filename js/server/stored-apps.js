/** What a data folder has of apps and records, with the apps that are declared at this start. */

/** What has no values of its own: these are computed. */
const computed = ['CALC'];

const keyOf = (app) => `${app?.guestSpace ?? ''}/${app?.app}`;

const isEmpty = (value) => value === undefined || value === null || value === '' || value.length === 0;

const listOf = (given) => (Array.isArray(given) ? given : []);

/** The codes of fields that have a value and are not among `properties`; of a table's field behind the table's code. */
function addLost(lost, fields, properties, table = '') {
  for (const [code, field] of Object.entries(fields ?? {})) {
    if (code.startsWith('$') || computed.includes(field?.type)) continue;
    const property = Object.hasOwn(properties, code) ? properties[code] : undefined;
    if (field?.type === 'SUBTABLE') {
      for (const row of listOf(field.value)) addLost(lost, row?.value, property?.fields ?? {}, `${code}.`);
    } else if (!property && !isEmpty(field?.value)) {
      lost.add(table + code);
    }
  }
}

/** @throws {Error} A record has a value in a field that its app's declaration lacks: it would be lost. */
function refuseLoss(declared, records) {
  const lostOf = new Map();
  for (const each of records) {
    const properties = declared.get(keyOf(each))?.declaration?.properties;
    if (!properties) continue;
    if (!lostOf.has(each.app)) lostOf.set(each.app, new Set());
    addLost(lostOf.get(each.app), each.record, properties);
  }
  for (const [app, codes] of lostOf) {
    if (codes.size === 0) continue;
    const names = [...codes].join(', ');
    throw new Error(
      `records of app ${app} have values in fields that its declaration lacks, and would lose them: ${names}. ` +
        `Declare these fields; or, to drop them, start with a declaration that has them, empty them, and start again`,
    );
  }
}

/**
 * The declared apps have their declarations, and those that are new their records.
 * @param {any} stored The head of what is stored.
 * @param {any[]} records That are stored.
 * @param {{ apps: any[], records: any[] }} declared What the shim has before.
 * @throws {Error} A stored value has no field in a declaration: the message names app and field.
 */
export function mergeApps(stored, records, declared) {
  refuseLoss(new Map(declared.apps.map((each) => [keyOf(each), each])), records);
  const known = new Map(stored.apps.map((each) => [keyOf(each), each]));
  const fresh = declared.apps.filter((each) => !known.has(keyOf(each)));
  for (const { declaration, ...each } of declared.apps) {
    const before = known.get(keyOf(each));
    if (!before || !declaration) continue;
    delete before.learned;
    before.declaration = declaration;
  }
  const names = new Set(fresh.map(keyOf));
  return {
    apps: [...stored.apps, ...fresh],
    records: declared.records.filter((each) => names.has(keyOf(each))),
  };
}
