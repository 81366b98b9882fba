/** What a user has chosen for the fields of a form that hold files: submit uploads and attaches it (E19). */
export class ChosenFiles {
  /** By the codes of the fields. @type {Map<string, any[]>} */
  #all = new Map();
  #upload;

  /** @param {(file: any) => Promise<{ isOk: boolean, value: any }>} upload To kintone's REST side. */
  constructor(upload) {
    this.#upload = upload;
  }

  /** In the place of all that the field has. */
  choose(code, files) {
    this.#all.set(code, [...(files ?? [])]);
  }

  /** Uploads: puts the file keys into the record that is saved, or gives what the REST side refuses. */
  async attach(record) {
    for (const [code, files] of this.#all) {
      const answers = await Promise.all(files.map(this.#upload));
      const refused = answers.find(({ isOk }) => !isOk);
      if (refused) return Object(refused.value);
      record[code] = { value: answers.map(({ value: { fileKey } }) => ({ fileKey })) };
    }
    return undefined;
  }

  /** They are saved. */
  clear() {
    this.#all.clear();
  }
}
