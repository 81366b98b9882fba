// The examples in the order in which they are shown.
import { example as getJson } from '../get-json/example.js';
import { example as postObject } from '../post-object/example.js';
import { example as notFound } from '../not-found/example.js';
import { example as failure } from '../failure/example.js';
import { example as uploadFile } from '../upload-file/example.js';
import { example as callbackForm } from '../callback-form/example.js';

/** @type {import('./run-example.js').Example[]} */
export const examples = [getJson, postObject, notFound, failure, uploadFile, callbackForm];
