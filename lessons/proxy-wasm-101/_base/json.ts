// A reader for one JSON object without objects or arrays in it: all that a filter's configuration needs.

/** The members of a flat JSON object: strings as their text, numbers and words as written. Null for anything else. */
export function readMembers(json: string | null): Map<string, string> | null {
  return json === null ? null : new Reader(json).members();
}

class Reader {
  private at: i32 = 0;
  private isBroken: bool = false;

  constructor(private json: string) {}

  members(): Map<string, string> | null {
    const members = new Map<string, string>();
    this.expect('{');
    if (!this.skip('}')) {
      do {
        const name = this.text();
        this.expect(':');
        members.set(name, this.value());
      } while (this.skip(','));
      this.expect('}');
    }
    this.space();
    if (this.isBroken || this.at < this.json.length) return null;
    return members;
  }

  private value(): string {
    this.space();
    if (this.json.charAt(this.at) == '"') return this.text();
    const start = this.at;
    while (this.at < this.json.length && isWordPart(this.json.charCodeAt(this.at))) this.at++;
    if (this.at == start) this.isBroken = true;
    return this.json.substring(start, this.at);
  }

  private text(): string {
    let text = '';
    this.expect('"');
    while (!this.isBroken) {
      const char = this.json.charAt(this.at++);
      if (char == '"') return text;
      if (char == '') this.isBroken = true;
      text += char == '\\' ? this.escaped() : char;
    }
    return text;
  }

  private escaped(): string {
    const char = this.json.charAt(this.at++);
    if (char == 'n') return '\n';
    if (char == 'r') return '\r';
    if (char == 't') return '\t';
    if (char == 'b') return '\b';
    if (char == 'f') return '\f';
    if (char == 'u') {
      const code = parseInt(this.json.substr(this.at, 4), 16);
      this.at += 4;
      if (isNaN(code)) this.isBroken = true;
      return isNaN(code) ? '' : String.fromCharCode(<i32>code);
    }
    if (char != '"' && char != '\\' && char != '/') this.isBroken = true;
    return char;
  }

  private expect(char: string): void {
    if (!this.skip(char)) this.isBroken = true;
  }

  private skip(char: string): bool {
    this.space();
    if (this.json.charAt(this.at) != char) return false;
    this.at++;
    return true;
  }

  private space(): void {
    while (' \t\r\n'.includes(this.json.charAt(this.at)) && this.at < this.json.length) this.at++;
  }
}

/** Numbers, `true`, `false` and `null` are made of these: letters, digits, `+`, `-` and `.`. */
function isWordPart(code: i32): bool {
  if (code >= 0x30 && code <= 0x39) return true;
  if (code >= 0x61 && code <= 0x7a) return true;
  return code == 0x45 || code == 0x2b || code == 0x2d || code == 0x2e;
}
