export interface Workspace {
  readonly folder: string;
  readonly name: string;
  readonly layers: readonly string[];
  readonly layer: string | null;
}
export function readWorkspaces(root: string): Workspace[];
export function checkArchitecture(
  root: string,
  options?: { workspaces?: Workspace[]; extraSources?: { file: string; text: string }[] },
): string[];
