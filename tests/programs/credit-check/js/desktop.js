/******/ (() => {
  // webpackBootstrap
  /******/ 'use strict';
  /******/ var __webpack_modules__ = {
    /***/ './src/common/constants.js': /***/ (
      __unused_webpack_module,
      __webpack_exports__,
      __webpack_require__,
    ) => {
      __webpack_require__.r(__webpack_exports__);
      /* harmony export */ __webpack_require__.d(__webpack_exports__, {
        /* harmony export */ API_ROOT: () => /* binding */ API_ROOT,
        /* harmony export */ LABELS: () => /* binding */ LABELS,
        /* harmony export */
      });
      const API_ROOT = 'https://credit.example.com/api/v2/';
      const LABELS = { good: '取引可', bad: '取引不可' };

      /***/
    },

    /***/ './src/desktop/credit-client.js': /***/ (
      __unused_webpack_module,
      __webpack_exports__,
      __webpack_require__,
    ) => {
      __webpack_require__.r(__webpack_exports__);
      /* harmony export */ __webpack_require__.d(__webpack_exports__, {
        /* harmony export */ default: () => __WEBPACK_DEFAULT_EXPORT__,
        /* harmony export */
      });
      /* harmony import */ var _common_constants__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(
        /*! ../common/constants */ './src/common/constants.js',
      );

      /* harmony default export */ const __WEBPACK_DEFAULT_EXPORT__ = class CreditClient {
        constructor(pluginId) {
          this.pluginId = pluginId;
        }

        async check(corporateNumber, amount) {
          const url = `${_common_constants__WEBPACK_IMPORTED_MODULE_0__.API_ROOT}companies/${corporateNumber}/credit`;
          const headers = { 'Content-Type': 'application/json', Accept: 'application/json' };
          const [body, status] = await kintone.plugin.app.proxy(this.pluginId, url, 'POST', headers, { amount });
          if (status === 404) return { rank: null };
          if (status !== 200) throw new Error(`与信照会サービスのエラーです (HTTP ${status})`);
          return JSON.parse(body);
        }
      };

      /***/
    },

    /******/
  };
  /************************************************************************/
  /******/ // The module cache
  /******/ var __webpack_module_cache__ = {};
  /******/
  /******/ // The require function
  /******/ function __webpack_require__(moduleId) {
    /******/ // Check if module is in cache
    /******/ var cachedModule = __webpack_module_cache__[moduleId];
    /******/ if (cachedModule !== undefined) {
      /******/ return cachedModule.exports;
      /******/
    }
    /******/ // Create a new module (and put it into the cache)
    /******/ var module = (__webpack_module_cache__[moduleId] = {
      /******/ exports: {},
      /******/
    });
    /******/ __webpack_modules__[moduleId](module, module.exports, __webpack_require__);
    /******/ return module.exports;
    /******/
  }
  /******/
  /******/ /* webpack/runtime/define property getters */
  /******/ (() => {
    /******/ __webpack_require__.d = (exports, definition) => {
      /******/ for (var key in definition) {
        /******/ if (__webpack_require__.o(definition, key) && !__webpack_require__.o(exports, key)) {
          /******/ Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
          /******/
        }
        /******/
      }
      /******/
    };
    /******/
  })();
  /******/ /* webpack/runtime/hasOwnProperty shorthand */
  /******/ (() => {
    /******/ __webpack_require__.o = (obj, prop) => Object.prototype.hasOwnProperty.call(obj, prop);
    /******/
  })();
  /******/ /* webpack/runtime/make namespace object */
  /******/ (() => {
    /******/ __webpack_require__.r = (exports) => {
      /******/ if (typeof Symbol !== 'undefined' && Symbol.toStringTag) {
        /******/ Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
        /******/
      }
      /******/ Object.defineProperty(exports, '__esModule', { value: true });
      /******/
    };
    /******/
  })();
  /************************************************************************/
  var __webpack_exports__ = {};
  __webpack_require__.r(__webpack_exports__);
  /* harmony import */ var _common_constants__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(
    './src/common/constants.js',
  );
  /* harmony import */ var _credit_client__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(
    './src/desktop/credit-client.js',
  );

  const client = new _credit_client__WEBPACK_IMPORTED_MODULE_1__['default'](kintone.$PLUGIN_ID);
  const names = ['create.submit', 'edit.submit'];
  const types = names.flatMap((name) => [`app.record.${name}`, `mobile.app.record.${name}`]);

  kintone.events.on(types, async (event) => {
    const { record } = event;
    const { rank } = await client.check(record.法人番号.value, Number(record.与信額.value));
    if (rank === null) {
      record.法人番号.error = '法人番号が見つかりません';
      return event;
    }
    record.判定.value = _common_constants__WEBPACK_IMPORTED_MODULE_0__.LABELS[rank <= 'C' ? 'good' : 'bad'];
    record.ランク.value = rank;
    return event;
  });

  /******/
})();
