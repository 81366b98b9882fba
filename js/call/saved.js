import { mask } from '../core/mask/urls.js';
import { ownOf } from '../core/own-members.js';

/** A request as it may be shown: of what a plug-in has saved the names alone (G06). */
export function withoutSaved(request) {
  const { saved, fields } = request;
  if (!saved) return request;
  const isSaved = (i) => i % 2 === 1 && saved.includes(fields[i - 1]);
  return Object.assign(ownOf(request), { fields: fields.map((text, i) => (isSaved(i) ? mask : text)) });
}
