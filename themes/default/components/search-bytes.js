/** Damage in a file of the index: told to the reader, never followed. */
export class Damage extends Error {}

/** Reads bytes from the front, and never beyond the end, whatever they say. */
export class Bytes {
  /** @param {Uint8Array} bytes */
  constructor(bytes, at = 0, end = bytes.length) {
    this.bytes = bytes;
    this.at = at;
    this.end = end;
  }

  get more() {
    return this.at < this.end;
  }

  /** A number of up to 32 bits, seven in a byte, the low ones first. */
  number() {
    let value = 0;
    for (let scale = 1; scale < 2 ** 35; scale *= 128) {
      if (this.at >= this.end) break;
      const byte = this.bytes[this.at++];
      value += (byte & 127) * scale;
      if (byte < 128) {
        if (value >= 2 ** 32) break;
        return value;
      }
    }
    throw new Damage("number");
  }

  /** @param {number} length */
  take(length) {
    if (length > this.end - this.at) throw new Damage("length");
    return this.bytes.subarray(this.at, (this.at += length));
  }

  /** So many bytes as a name: in hexadecimal. @param {number} length */
  hex(length) {
    return [...this.take(length)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  /** What follows begins with as many bytes of `before` as the first number says. @param {Uint8Array} before */
  afterFront(before) {
    const shared = this.number();
    const rest = this.take(this.number());
    if (shared > before.length) throw new Damage("front");
    const whole = new Uint8Array(shared + rest.length);
    whole.set(before.subarray(0, shared));
    whole.set(rest, shared);
    return whole;
  }
}
