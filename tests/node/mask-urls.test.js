/** What a terminal and a log show of URLs. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Mask, masked, shownUrl } from '../../js/core/mask/mask.js';

test('a URL has no user, query or fragment, whatever is wrong with it', () => {
  for (const [url, shown] of [
    ['https://a.example/b', 'https://a.example/b'],
    ['https://u:p@a.example/b@c', 'https://a.example/b@c'],
    ['https://a.example/b c?d=e f&g=h', 'https://a.example/b c?...'],
    ['https://a.example/#b?c=d', 'https://a.example/'],
    ['ftp://u@a.example?b', 'ftp://a.example?...'],
    ['/a?b=c\nd', '/a?...'],
    [undefined, 'undefined'],
  ]) {
    assert.equal(shownUrl(url), shown);
  }
});

test('in a text nothing else goes with it', () => {
  const given = (url) => JSON.stringify({ a: [`given: ${JSON.stringify(url)}`], b: 'c=d' });
  for (const [text, shown] of [
    ['GET https://a.example/?b=c may not', 'GET https://a.example/?... may not'],
    ['GET https://a.example/?b=cは外部に', 'GET https://a.example/?...は外部に'],
    ['GET https://a.example/?token=cは外部に', 'GET https://a.example/?...は外部に'],
    ['at https://a.example/?b=山田&c=山田 now', 'at https://a.example/?... now'],
    ['at https://a.example/?b=\u3000now', 'at https://a.example/?...\u3000now'],
    ['at https://u:p@a.example/#b.', 'at https://a.example/'],
    ['at https://a.example/?b="c"', 'at https://a.example/?..."'],
    [given('https://a.example/?b=c d'), given('https://a.example/?...')],
    [given('/a?b="c" d'), given('/a?...')],
    [given('/a?b'), given('/a?...')],
    ['{"a":"https://a.example/?b=c","d":1}', '{"a":"https://a.example/?...","d":1}'],
    ['a/b?c=d "/a?b=c"', 'a/b?c=d "/a?b=c"'],
  ]) {
    assert.equal(masked(text), shown);
  }
});

test('what goes on behind a parameter that is masked stays, in Japanese too', () => {
  for (const [text, shown] of [
    ['GET https://a.example/?token=cは外部に', 'GET https://a.example/?token=***は外部に'],
    ['at https://a.example/?token=山田&c=d now', 'at https://a.example/?token=***&c=d now'],
    ['a=b&password=c山田', 'a=b&password=***'],
  ]) {
    assert.equal(new Mask().text(text), shown);
  }
});
