import { setHttpContext, HttpContext } from './sdk/assembly';
setHttpContext(() => new HttpContext());
