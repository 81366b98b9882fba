/** The body of an upload, whose file's bytes are kept as they come; or why they cannot be. */

/** Why bytes could not be kept, as the platform says it. */
export class NotKept extends Error {
  constructor(cause) {
    super(String(cause?.code ?? cause?.message ?? cause));
  }
}

export async function keeping(work) {
  try {
    return await work();
  } catch (error) {
    throw new NotKept(error);
  }
}

/** Reads a form as it comes, its file's bytes into `sink`. */
export async function readForm(opened, body, sink) {
  const { rest } = opened;
  let waiting;
  const take = (bytes) => {
    try {
      waiting = sink.write(bytes) ?? waiting;
    } catch (error) {
      throw new NotKept(error);
    }
  };
  for await (const chunk of body) {
    opened.bytes += chunk.length;
    const goesOn = rest.feed(chunk, take);
    if (waiting) {
      await keeping(() => waiting);
      waiting = undefined;
    }
    if (!goesOn) return;
  }
}
