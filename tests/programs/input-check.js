// 顧客リスト: 保存時の入力チェック
(() => {
  'use strict';

  class FieldRule {
    constructor(code, pattern, message) {
      this.code = code;
      this.pattern = pattern;
      this.message = message;
    }

    check(record) {
      const { value } = record[this.code];
      if (!value || this.pattern.test(value)) return null;
      return this.message;
    }
  }

  class Checker {
    #rules = [
      new FieldRule('郵便番号', /^\d{3}-?\d{4}$/, '郵便番号は7桁の数字で入力してください。'),
      new FieldRule('電話番号', /^0\d{1,4}-\d{1,4}-\d{4}$/, '電話番号の形式が正しくありません。'),
      new FieldRule('メール', /^[^@\s]+@[^@\s]+\.[a-z]{2,}$/i, 'メールアドレスの形式が正しくありません。'),
    ];

    run = (event) => {
      const { record } = event;
      for (const rule of this.#rules) {
        const message = rule.check(record);
        if (message) record[rule.code].error = message;
      }
      if (record.開始日.value && record.終了日.value && record.開始日.value > record.終了日.value) {
        event.error = '終了日は開始日より後の日付にしてください。';
      }
      return event;
    };
  }

  const checker = new Checker();
  kintone.events.on(
    ['app.record.create.submit', 'app.record.edit.submit', 'app.record.index.edit.submit'],
    checker.run,
  );
})();
