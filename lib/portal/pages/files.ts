import { nextTask, say, settled, viewOf } from './act.ts';
import type { Control } from './controls.ts';
import type { PlanFile } from './model.ts';

/** Puts the file where the user would have chosen it. The browser hands it over when the form is sent, like any other. */
export async function placeFile(control: Control, file: PlanFile): Promise<boolean> {
  const input = control.element as HTMLInputElement;
  const view = viewOf(input);
  const accepted = input.accept.trim();
  if (accepted !== '' && !accepts(accepted, file)) return false;
  const transfer = new view.DataTransfer();
  transfer.items.add(new view.File([file.bytes as Uint8Array<ArrayBuffer>], file.name, { type: file.type }));
  input.files = transfer.files;
  say(input, 'input');
  say(input, 'change');
  await nextTask();
  // some pages take the file and empty their input at once
  await settled(input.ownerDocument, 20, 120);
  return (input.files?.length ?? 0) > 0 || namesIt(input, file.name);
}

function accepts(list: string, { name, type }: PlanFile): boolean {
  return list.split(',').some((one) => {
    const rule = one.trim().toLowerCase();
    return (
      rule === type ||
      rule === '*/*' ||
      rule === '*' ||
      (rule.endsWith('/*') && type.startsWith(rule.slice(0, -1))) ||
      (rule.startsWith('.') && name.toLowerCase().endsWith(rule))
    );
  });
}

function namesIt(input: HTMLElement, name: string): boolean {
  for (let node: Node | null = input, steps = 0; node && steps < 5; node = node.parentNode, steps++)
    if (node.textContent?.includes(name)) return true;
  return false;
}
