/** `kintone.Promise` and its instances. */

/** An instance of `kintone.Promise`: a native Promise whose chains stay `kintone.Promise` [Q01, Q02]. */
export interface KintonePromise<T> extends Promise<T> {
  /** As `Promise.prototype.then` [Q01]. */
  then<Fulfilled = T, Rejected = never>(
    onFulfilled?: ((value: T) => Fulfilled | PromiseLike<Fulfilled>) | null,
    onRejected?: ((reason: any) => Rejected | PromiseLike<Rejected>) | null,
  ): KintonePromise<Fulfilled | Rejected>;
  /** As `Promise.prototype.catch` [Q01]. */
  catch<Rejected = never>(
    onRejected?: ((reason: any) => Rejected | PromiseLike<Rejected>) | null,
  ): KintonePromise<T | Rejected>;
  /** As `Promise.prototype.finally` [Q01]. */
  finally(onFinally?: (() => void) | null): KintonePromise<T>;
}

/** The class `kintone.Promise`, a subclass of the native Promise: its statics make `kintone.Promise`s [Q01]. */
export interface KintonePromiseConstructor extends PromiseConstructor {
  /** What instances inherit from. */
  readonly prototype: KintonePromise<any>;
  /** @param executor called at once; what it throws is the rejection */
  new <T>(
    executor: (resolve: (value: T | PromiseLike<T>) => void, reject: (reason?: any) => void) => void,
  ): KintonePromise<T>;
  /** Fulfilled with nothing. */
  resolve(): KintonePromise<void>;
  /** Fulfilled with `value`, or settled as it will be. */
  resolve<T>(value: T | PromiseLike<T>): KintonePromise<Awaited<T>>;
  /** Rejected with `reason`. */
  reject<T = never>(reason?: any): KintonePromise<T>;
  /** Fulfilled with all the values, or rejected with the first reason. */
  all<T extends readonly unknown[] | []>(
    values: T,
  ): KintonePromise<{ -readonly [K in keyof T]: Awaited<T[K]> }>;
  /** Fulfilled with all the values, or rejected with the first reason. */
  all<T>(values: Iterable<T | PromiseLike<T>>): KintonePromise<Awaited<T>[]>;
  /** Settled as the first that settles. */
  race<T extends readonly unknown[] | []>(values: T): KintonePromise<Awaited<T[number]>>;
  /** Settled as the first that settles. */
  race<T>(values: Iterable<T | PromiseLike<T>>): KintonePromise<Awaited<T>>;
  /** Fulfilled with the outcome of each. */
  allSettled<T extends readonly unknown[] | []>(
    values: T,
  ): KintonePromise<{ -readonly [K in keyof T]: PromiseSettledResult<Awaited<T[K]>> }>;
  /** Fulfilled with the outcome of each. */
  allSettled<T>(values: Iterable<T | PromiseLike<T>>): KintonePromise<PromiseSettledResult<Awaited<T>>[]>;
  /** Fulfilled with the first value, or rejected with an AggregateError. */
  any<T extends readonly unknown[] | []>(values: T): KintonePromise<Awaited<T[number]>>;
  /** Fulfilled with the first value, or rejected with an AggregateError. */
  any<T>(values: Iterable<T | PromiseLike<T>>): KintonePromise<Awaited<T>>;
}
