const CARD = 'dddd dddd dddd dddd';

/** A text in which of every card number, four groups of four digits, only the last group can be read. */
export function hideCards(text: string): string {
  let hidden = '';
  let at = 0;
  while (at < text.length) {
    const isCard = isCardAt(text, at);
    hidden += isCard ? '**** **** **** ' + text.substr(at + 15, 4) : text.charAt(at);
    at += isCard ? CARD.length : 1;
  }
  return hidden;
}

function isCardAt(text: string, at: i32): bool {
  for (let i = 0; i < CARD.length; i++) {
    const char = text.charAt(at + i);
    const isDigit = char != '' && '0123456789'.includes(char);
    if (CARD.charAt(i) == 'd' ? !isDigit : char != ' ') return false;
  }
  return true;
}
