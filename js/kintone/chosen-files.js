/** What a user has chosen for the fields of a form that hold files: submit uploads and attaches it (E19). */
export class ChosenFiles {
  /** By the codes of the fields. @type {Map<string, any[]>} */
  #all = new Map();
  #upload;

  /** @param {(file: any) => Promise<{ isOk: boolean, answer: any }>} upload To kintone's REST side. */
  constructor(upload) {
    this.#upload = upload;
  }

  /** In the place of all that the field has. */
  choose(code, files) {
    this.#all.set(code, [...(files ?? [])]);
  }

  /** Uploads: the `fields` of the record that is saved, with the file keys; or the `refusal` of the REST side. */
  async attached() {
    const fields = [];
    for (const [code, files] of this.#all) {
      const answers = await Promise.all(files.map(this.#upload));
      const refused = answers.find(({ isOk, answer }) => !isOk || answer.fileKey === undefined);
      if (refused) return { refusal: refused.answer };
      fields.push([code, { value: answers.map(({ answer: { fileKey } }) => ({ fileKey })) }]);
    }
    return { fields: Object.fromEntries(fields) };
  }

  /** They are saved. */
  clear() {
    this.#all.clear();
  }
}
