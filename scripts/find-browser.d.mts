export function findBrowser(): Promise<string>;
export function chromiumFlags(): string[];
export function onPath(command: string): string | undefined;
export function canUseApt(): boolean;
export function aptInstall(packages: string[]): boolean;
