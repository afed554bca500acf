import type { BodyCall } from '../../../state/index.ts';

const count = (size: number) => (size === 1 ? '1 byte' : `${size.toLocaleString('en')} bytes`);
const sum = (all: readonly { readonly size: number }[]) => all.reduce((total, { size }) => total + size, 0);

export const bodyWords = {
  request: 'Request body',
  response: 'Response body',
  none: 'There was no body.',
  trailers: 'Trailers',
  asClientGot: 'Response as the client got it',
  bytes: count,
  unseen: 'has no callback for bodies, or did not look: passed on',
  notReached: 'not reached',
  pieces: (pieces: number, size: number) =>
    pieces === 0
      ? 'nothing'
      : `${count(size)} in ${pieces === 1 ? '1 piece' : `${pieces.toLocaleString('en')} pieces`}`,
  piece: (number: number) => `piece ${number}`,
  call: (number: number, given: number, isAll: boolean) =>
    `call ${number}: given ${count(given)}${isAll ? ', all so far' : ''}`,
  end: 'end of stream',
  saw: 'saw',
  sawAt: (number: number) => `what it could see in call ${number}`,
  made: 'made',
  madeAt: (number: number) => `what it made of it in call ${number}`,
  leftAt: (number: number) => `what went on after step ${number}`,
  look: 'look at it',
  did: (reads: BodyCall['reads'], writes: BodyCall['writes']) =>
    [
      ...(reads.length > 0 ? [`read ${count(sum(reads))}`] : []),
      ...(writes.length > 0 ? [`wrote ${count(sum(writes))}`] : []),
    ].join(', '),
  released: (size: number) =>
    `resumed: ${size === 0 ? 'the end' : `the ${count(size)} that were held`} went on as one piece`,
  outcome: (call: {
    action: string;
    held: number;
    forwarded: number | undefined;
    wasHeld: boolean;
    isBody: boolean;
  }) => {
    const { action, held, forwarded, wasHeld, isBody } = call;
    if (!isBody) return `still held: ${count(held)}`;
    if (forwarded !== undefined && action === 'Continue')
      return wasHeld
        ? `Continue: buffered, then forwarded as one piece of ${count(forwarded)}`
        : forwarded === 0
          ? 'Continue: the end goes on'
          : `Continue: ${count(forwarded)} went on`;
    switch (action) {
      case 'StopIterationAndBuffer':
        return `paused: ${count(held)} ${held === 1 ? 'is' : 'are'} buffered`;
      case 'StopIterationAndWatermark':
        return `paused: ${count(held)} held, up to the high watermark`;
      case 'StopIterationNoBuffer':
        return 'paused without a buffer: these bytes are dropped';
      case 'Continue':
        return 'Continue, and nothing went on: the stream had ended';
      default:
        return action === '' ? 'it trapped' : action;
    }
  },
  moreSteps: (more: number) => `${more.toLocaleString('en')} further calls are not shown.`,

  slider: 'Send the same body in',
  inPieces: (pieces: number) => (pieces === 1 ? '1 piece' : `${pieces} pieces`),
  sliderAnswer: 'This cuts the request; the upstream sends its answer in pieces of its own.',
  sliderOff: 'Only a request of this project with a body of two characters or more can be cut.',

  views: 'Show as',
  view: { text: 'Text', json: 'JSON', hex: 'Hex' },
  binary: 'no UTF-8 text',
  empty: 'The body is empty.',
  notKept: (size: number) => `These ${count(size)} were too many to keep.`,
  more: (shown: number, all: number) => `Show more: ${count(shown)} of ${all.toLocaleString('en')} are shown`,
} as const;
