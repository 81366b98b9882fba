/** What a user has chosen for the fields of a form that hold files: submit uploads and attaches it (E19). */
export class ChosenFiles {
  /**
   * Of a cell with its table, the place of its row, and that one's id where it has one: handlers may move rows.
   * @type {{ code: string, table?: string, row?: number, id?: string | null, files: any[] }[]}
   */
  #all = [];
  #upload;

  /** @param {(file: any) => Promise<{ isOk: boolean, answer: any }>} upload To kintone's REST side. */
  constructor(upload) {
    this.#upload = upload;
  }

  /** In the place of all that the field, or the cell, has. */
  choose({ code, table, row, id }, files) {
    const others = this.#all.filter((each) => each.code !== code || each.row !== row);
    this.#all = [...others, { code, table, row, id, files: [...(files ?? [])] }];
  }

  /** A user takes a row out of a table: those below move up. */
  removeRow(table, place) {
    this.#all = this.#all
      .filter((each) => each.table !== table || each.row !== place)
      .map((each) => (each.table === table && each.row > place ? { ...each, row: each.row - 1 } : each));
  }

  /** Uploads: the `record` that is saved, with the file keys in it; or the `refusal` of the REST side. */
  async attachedTo(record) {
    const saved = { ...record };
    for (const { code, table, row, id, files } of this.#all) {
      const answers = await Promise.all(files.map(this.#upload));
      const refused = answers.find(({ isOk, answer }) => !isOk || answer.fileKey === undefined);
      if (refused) return { refusal: refused.answer };
      const field = { value: answers.map(({ answer: { fileKey } }) => ({ fileKey })) };
      const rows = saved[table]?.value;
      const inTable = id ? rows?.find((each) => each.id === id) : rows?.[row];
      const owner = table === undefined ? { value: saved } : inTable;
      // A handler may have taken the row away.
      if (owner === undefined) continue;
      const how = { configurable: true, enumerable: true, writable: true, value: field };
      Object.defineProperty(owner.value, code, how);
    }
    return { record: saved };
  }

  /** They are saved. */
  clear() {
    this.#all = [];
  }
}
