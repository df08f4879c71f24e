import { useQueryClient } from '@tanstack/react-query';
import type { AdminSchemas } from '@guildhall/api-client';
import { type ReactNode, useState } from 'react';
import { Panel } from '../../../account/panel.js';
import { useSession } from '../../../session/session.context.js';
import { ConfirmMoney } from '../../../ui/confirm-money.js';
import { Button, Checkbox, Group, Stack } from '../../../ui/mantine.js';
import { api } from '../../api.js';
import { useT } from '../../messages.js';
import { ROLES, type Role } from './roles.js';

type User = AdminSchemas['UserResponse'];

/** What somebody may do; changed after a question. Nobody takes the operator's role from themselves. */
export function RolesForm({ user }: { user: User }): ReactNode {
  const t = useT();
  const client = useQueryClient();
  const { account } = useSession();
  const [chosen, setChosen] = useState<readonly Role[]>(user.roles);
  const [isAsking, setAsking] = useState(false);
  const roles = ROLES.filter((role) => chosen.includes(role));
  const isChanged = ROLES.some((role) => roles.includes(role) !== user.roles.includes(role));
  const words = roles.map((role) => t(`users.role.${role}`)).join(', ') || t('user.noRole');
  return (
    <Panel title={t('user.roles')} hint={t('user.rolesHint')}>
      <Stack gap="sm">
        {ROLES.map((role) => (
          <Checkbox
            key={role}
            label={t(`users.role.${role}`)}
            description={t(`user.may.${role}`)}
            checked={chosen.includes(role)}
            disabled={role === 'operator' && account?.id === user.id}
            onChange={({ currentTarget: { checked } }) => {
              setChosen(checked ? [...chosen, role] : chosen.filter((kept) => kept !== role));
            }}
          />
        ))}
      </Stack>
      <Group justify="flex-end">
        <Button
          disabled={!isChanged}
          onClick={() => {
            setAsking(true);
          }}
        >
          {t('user.change')}
        </Button>
      </Group>
      {isAsking && (
        <ConfirmMoney
          title={t('user.changeTitle')}
          consequence={t('user.consequence', { name: user.displayName, roles: words })}
          confirmLabel={t('user.confirm')}
          isDangerous={roles.includes('operator') && !user.roles.includes('operator')}
          act={(key) =>
            api.PUT('/v1/users/{userId}/roles', {
              params: { path: { userId: user.id }, header: { 'Idempotency-Key': key } },
              body: { roles: [...roles] },
            })
          }
          result={() => t('user.result', { name: user.displayName, roles: words })}
          onClose={() => {
            setAsking(false);
            void client.invalidateQueries();
          }}
        />
      )}
    </Panel>
  );
}
