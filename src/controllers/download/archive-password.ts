/** AICC's rule for the password of a downloaded archive. Pure. */

export type PasswordFault = 'empty' | 'too-long' | 'characters' | 'kinds';

export const PASSWORD_MAX = 12;

/** The fault of `password`, or `null`. The rule: letters, digits and `_ @ %`, each at least once, 12 at most. */
export function passwordFault(password: string): PasswordFault | null {
  if (password === '') return 'empty';
  if (password.length > PASSWORD_MAX) return 'too-long';
  if (!/^[A-Za-z0-9_@%]*$/.test(password)) return 'characters';
  const kinds = [/[A-Za-z]/, /[0-9]/, /[_@%]/];
  return kinds.every((kind) => kind.test(password)) ? null : 'kinds';
}
