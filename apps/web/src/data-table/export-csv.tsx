import { type ReactNode, useRef, useState } from 'react';
import { useCommonT } from '../i18n/messages.context.js';
import { DownloadIcon } from '../ui/icons.js';
import { Button, Group, Text } from '../ui/mantine.js';
import { Problem } from '../ui/problem.js';
import { collectCsv } from './collect-csv.js';
import type { Column, LoadPage } from './table.types.js';

/** Saves the whole list, not only the page that is shown, and says how far it is. */
export function ExportCsv<Row, Filters>({ name, columns, load, filters }: ExportCsvProps<Row, Filters>): ReactNode {
  const t = useCommonT();
  const [rows, setRows] = useState<number | null>(null);
  const [error, setError] = useState<unknown>(null);
  const running = useRef<AbortController | null>(null);

  const start = async (): Promise<void> => {
    const controller = new AbortController();
    running.current = controller;
    setError(null);
    setRows(0);
    try {
      save(await collectCsv(columns, load, filters, { signal: controller.signal, onProgress: setRows }), name);
    } catch (failure) {
      if (!controller.signal.aborted) setError(failure);
    } finally {
      setRows(null);
    }
  };

  if (error !== null) return <Problem error={error} onRetry={() => void start()} />;
  if (rows === null) {
    return (
      <Button variant="default" size="sm" leftSection={<DownloadIcon />} onClick={() => void start()}>
        {t('table.export')}
      </Button>
    );
  }
  return (
    <Group gap="xs" role="status">
      <Text size="sm" className="gh-numbers">
        {t('table.exporting', { count: rows })}
      </Text>
      <Button variant="default" size="sm" onClick={() => running.current?.abort()}>
        {t('action.cancel')}
      </Button>
    </Group>
  );
}

function save(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = `guildhall-${name}.csv`;
  link.click();
  URL.revokeObjectURL(url);
}

interface ExportCsvProps<Row, Filters> {
  readonly name: string;
  readonly columns: readonly Column<Row>[];
  readonly load: LoadPage<Row, Filters>;
  readonly filters: Partial<Filters>;
}
