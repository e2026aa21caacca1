export const root: string;
export function needNode(): void;
export function run(program: string, args: string[], options?: object): number;
export function node(args: string[], options?: object): number;
export function install(): void;
export function buildPwa(options?: { force?: boolean }): number;
export function buildExtension(options?: { firefox?: boolean; ifOld?: boolean }): number;
