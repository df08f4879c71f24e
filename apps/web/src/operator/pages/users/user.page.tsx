import { useQuery } from '@tanstack/react-query';
import type { AdminSchemas } from '@guildhall/api-client';
import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import { AppLink } from '../../../shell/app-link.js';
import { Page } from '../../../shell/page.js';
import { Facts } from '../../../ui/facts.js';
import { IdText } from '../../../ui/id-text.js';
import { Loaded } from '../../../ui/loaded.js';
import { When } from '../../../ui/when.js';
import { api } from '../../api.js';
import { useT } from '../../messages.js';
import { RolesForm } from './roles.form.js';

type User = AdminSchemas['UserResponse'];

/** One account: who it is, what they may do, and where to see what they did. */
export default function UserPage(): ReactNode {
  const { userId = '' } = useParams();
  const user = useQuery({
    queryKey: ['user', userId],
    queryFn: () => api.GET('/v1/users/{userId}', { params: { path: { userId } } }),
  });
  return <Loaded query={user}>{(found) => <UserFile user={found} />}</Loaded>;
}

function UserFile({ user }: { user: User }): ReactNode {
  const t = useT();
  const { id, displayName, email, roles, createdAt } = user;
  return (
    <Page title={displayName}>
      <Facts
        facts={[
          [t('users.email'), email],
          [t('users.roles'), roles.map((role) => t(`users.role.${role}`)).join(', ') || '–'],
          [t('users.since'), <When key="since" at={createdAt} exact />],
          [t('users.id'), <IdText key="id" id={id} whole />],
          [
            t('user.deeds'),
            <AppLink key="deeds" to={`/audit-records?userId=${id}`}>
              {t('user.showDeeds')}
            </AppLink>,
          ],
          [
            t('user.changes'),
            <AppLink key="changes" to={`/audit-records?subjectId=${id}`}>
              {t('user.showChanges')}
            </AppLink>,
          ],
        ]}
      />
      <RolesForm key={roles.join()} user={user} />
    </Page>
  );
}
