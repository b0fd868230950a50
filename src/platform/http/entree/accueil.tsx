import type { FastifyInstance } from 'fastify'
import { ouvertATous } from '#shared/acteur.ts'
import { BoutonPost } from '#ui/bouton.tsx'
import { Section } from '#ui/textes.tsx'
import type { Services } from '../services.ts'
import { listRolesDemonstration, type RoleDemonstration } from './demonstration.tsx'

/** Roles that show the most, first: the coordination, then those who answer for one member. */
const PREMIERS = ['Coordinatrice, CDG 44', 'Présidence, CDG 44', 'Direction, CDG 53']

/** The first page of the demonstration: one click, one role. */
export function poserAccueil(app: FastifyInstance, services: Services): void {
  app.get('/', { config: { droit: ouvertATous, exemple: '/' } }, async (requete, reponse) => {
    if (services.mode !== 'demonstration')
      return reponse.redirect(requete.acteur ? '/tableau-de-bord' : '/connexion', 303)
    const roles = await listRolesDemonstration(services)
    const pays = roles.filter(({ cooperation }) => cooperation.includes('Pays de la Loire'))
    const enTete = PREMIERS.flatMap((libelle) => pays.find((role) => role.libelle === libelle) ?? [])
    const parCooperation = Map.groupBy(roles, ({ cooperation }) => cooperation)
    return services.pageSimple(requete, reponse, {
      titre: 'Maillage',
      h1: 'Décider ensemble, entre égaux',
      surtitre: 'Démonstration',
      chapeau: (
        <p>
          Première fois ? <a href="/visite">La visite en deux minutes</a>. Sinon choisissez un rôle : vous
          entrez en un clic. Tout ce que vous ferez reste sur cette machine. Ou lisez ce que chacun peut lire
          : <a href="/ouvert">les portails publics</a>. Pour tout recommencer : arrêtez le serveur, effacez le
          dossier <code>.donnees</code>, relancez.
        </p>
      ),
      contenu: (
        <>
          <Section titre="Commencer ici" detail="aux Pays de la Loire">
            <Roles roles={enTete} principal />
          </Section>
          {[...parCooperation].map(([cooperation, siens]) => (
            <Section key={cooperation} titre={cooperation}>
              <RolesParMembre roles={siens} />
            </Section>
          ))}
        </>
      ),
    })
  })
}

const Roles = ({
  roles,
  principal,
}: {
  readonly roles: readonly RoleDemonstration[]
  readonly principal?: boolean
}) => (
  <ul className="roles">
    {roles.map(({ id, libelle }, rang) => (
      <li key={id}>
        <BoutonPost
          action={`/demo/entrer/${id}`}
          variante={principal && rang === 0 ? 'primaire' : 'secondaire'}
        >
          Entrer comme {libelle}
        </BoutonPost>
      </li>
    ))}
  </ul>
)

/** « Direction, CDG 22 » : what she does, then for whom. */
const enDeux = (libelle: string): readonly [string, string] => {
  const virgule = libelle.lastIndexOf(', ')
  return virgule < 0 ? [libelle, ''] : [libelle.slice(0, virgule), libelle.slice(virgule + 2)]
}

const RolesParMembre = ({ roles }: { readonly roles: readonly RoleDemonstration[] }) => (
  <ul className="roles-par-membre">
    {[...Map.groupBy(roles, ({ libelle }) => enDeux(libelle)[1])].map(([membre, siens]) => (
      <li key={membre}>
        <p>{membre}</p>
        <div>
          {siens.map(({ id, libelle }) => (
            <BoutonPost key={id} action={`/demo/entrer/${id}`} petit>
              <span className="vh">Entrer comme </span>
              {enDeux(libelle)[0]}
              <span className="vh">, {membre}</span>
            </BoutonPost>
          ))}
        </div>
      </li>
    ))}
  </ul>
)
