/** Tags of our other elements, for static templates. */
import { unsafeStatic } from 'lit/static-html.js';
import type { DefineScope } from '../../internal/define.js';

/** The tag of `elementName` where `scope` is. Never from data. */
export function childTag(
  { prefix }: DefineScope,
  elementName: string,
): ReturnType<typeof unsafeStatic> {
  return unsafeStatic(`${prefix}-${elementName}`);
}
