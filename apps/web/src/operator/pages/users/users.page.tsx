import type { AdminSchemas } from '@guildhall/api-client';
import { type ReactNode, useMemo } from 'react';
import { DataTable } from '../../../data-table/data-table.js';
import type { Column } from '../../../data-table/table.types.js';
import { Page } from '../../../shell/page.js';
import { Empty } from '../../../ui/empty.js';
import { When } from '../../../ui/when.js';
import { api } from '../../api.js';
import { useT } from '../../messages.js';
import { ROLES, type Role } from './roles.js';

type User = AdminSchemas['UserResponse'];

interface Filters {
  email: string;
  role: Role;
}

/** Everybody who has an account, newest first. */
export default function UsersPage(): ReactNode {
  const t = useT();
  const filters = useMemo(
    () => ({
      email: { label: t('users.emailBegins') },
      role: { label: t('users.role'), options: ROLES.map((value) => ({ value, label: t(`users.role.${value}`) })) },
    }),
    [t],
  );
  return (
    <Page title={t('users.title')} hint={t('users.hint')}>
      <DataTable<User, Filters>
        name="users"
        caption={t('users.title')}
        columns={useColumns()}
        filters={filters}
        load={(query) => api.GET('/v1/users', { params: { query } })}
        rowKey={({ id }) => id}
        rowLink={({ id }) => `/users/${id}`}
        empty={<Empty title={t('users.empty')} />}
      />
    </Page>
  );
}

function useColumns(): readonly Column<User>[] {
  const t = useT();
  return useMemo(
    () => [
      {
        key: 'displayName',
        header: t('users.name'),
        cell: ({ displayName }) => displayName,
        csv: ({ displayName }) => displayName,
        priority: 1,
      },
      { key: 'email', header: t('users.email'), cell: ({ email }) => email, csv: ({ email }) => email },
      {
        key: 'roles',
        header: t('users.roles'),
        cell: ({ roles }) => roles.map((role) => t(`users.role.${role}`)).join(', ') || '–',
        csv: ({ roles }) => roles.join(' '),
      },
      {
        key: 'createdAt',
        header: t('users.since'),
        cell: ({ createdAt }) => <When at={createdAt} />,
        csv: ({ createdAt }) => createdAt,
      },
    ],
    [t],
  );
}
