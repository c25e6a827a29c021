/** Tags of child elements, for static templates. */
import { unsafeStatic } from 'lit/static-html.js';
import type { DefineScope } from '../../internal/define.js';

/** The tag of `elementName` in `scope`. `elementName` is never data. */
export function childTag(
  { prefix }: DefineScope,
  elementName: string,
): ReturnType<typeof unsafeStatic> {
  return unsafeStatic(`${prefix}-${elementName}`);
}
