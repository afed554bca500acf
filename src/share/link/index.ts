export {
  decodeLink,
  type DecodedLink,
  encodeLink,
  type EncodedLink,
  type LinkContent,
  type LinkRefusal,
} from './link.ts';
export { canonicalProject } from './project-shape.ts';
export { type LinkView, plainView } from './view.ts';
