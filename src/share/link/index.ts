export { wishesOf, type Wishes } from './address.ts';
export { bugReportText } from './bug-report.ts';
export {
  decodeLink,
  type DecodedLink,
  encodeLink,
  type EncodedLink,
  type LinkContent,
  type LinkRefusal,
} from './link.ts';
export { canonicalProject } from './project-shape.ts';
export { requestWithoutSecrets, type SecretPlace, secretsOf, withoutSecrets } from './secrets.ts';
export { type LinkView, plainView, viewOf } from './view.ts';
