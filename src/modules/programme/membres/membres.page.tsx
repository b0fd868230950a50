import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import type { Jour } from '#shared/dates.ts'
import { compte, date, nombre } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { Section, Vide } from '#ui/textes.tsx'
import { type Contribution, compterContributions } from '../domain/contributions.ts'
import type { ActionEnListe, Membre } from '../programme.queries.ts'

type Ligne = Contribution & { readonly libelle: string }

/** The part of each member, counted and not ranked; what waits for an answer is said as such. */
export function pageContributions({
  actions,
  membres,
  acteur,
  aujourdhui,
}: {
  readonly actions: readonly ActionEnListe[]
  readonly membres: readonly Membre[]
  readonly acteur: Acteur
  readonly aujourdhui: Jour
}): ContenuDePage {
  const lignes: Ligne[] = compterContributions(
    membres.map(({ organismeId }) => organismeId),
    actions.map(({ statut, chefs, participations, sansReponse }) => ({
      statut,
      chefs: chefs.map(({ organismeId }) => organismeId),
      participations,
      sansReponse,
    })),
  ).map((contribution) => ({
    ...contribution,
    libelle: membres.find(({ organismeId }) => organismeId === contribution.organismeId)?.libelle ?? '',
  }))
  return {
    titre: 'Part de chaque membre',
    h1: 'Quelle part chaque membre prend-il ?',
    surtitre: acteur.cooperation,
    rubrique: '/programme',
    ariane: [{ libelle: 'Programme', href: '/programme' }],
    chapeau: (
      <p>
        Situation au {date(aujourdhui)}, actions abandonnées mises à part. Participer, observer ou être
        informé sont trois choix libres : ces nombres servent à répartir, pas à comparer.
      </p>
    ),
    actions: (
      <Bouton href="/programme/bases" icone="reglages">
        Bases de répartition
      </Bouton>
    ),
    contenu:
      actions.length === 0 ? (
        <Vide action={<Bouton href="/programme">Revenir au programme</Bouton>}>
          Aucune action n’est encore inscrite.
        </Vide>
      ) : (
        <Section titre="Actions par membre" detail={compte(actions.length, 'action')}>
          <Tableau<Ligne>
            titre="Part de chaque membre dans les actions du programme"
            lignes={lignes}
            cleDe={({ organismeId }) => organismeId}
            estCourante={({ organismeId }) => organismeId === acteur.organismeId}
            colonnes={[
              {
                cle: 'membre',
                titre: 'Membre',
                entete: true,
                contenu: ({ libelle }) => (
                  <a href={`/programme?chef=${encodeURIComponent(libelle)}`}>{libelle}</a>
                ),
              },
              { cle: 'menees', titre: 'Mène', nombre: true, contenu: (l) => nombre(l.menees) },
              { cle: 'participe', titre: 'Participe', nombre: true, contenu: (l) => nombre(l.participe) },
              { cle: 'observe', titre: 'Observe', nombre: true, contenu: (l) => nombre(l.observe) },
              { cle: 'informe', titre: 'Informé', nombre: true, contenu: (l) => nombre(l.informe) },
              {
                cle: 'non',
                titre: 'Non concerné',
                nombre: true,
                contenu: (l) => nombre(l.nonConcerne),
              },
              {
                cle: 'attente',
                titre: 'Nouvelles attendues',
                nombre: true,
                contenu: ({ enAttente, enMouvement }) =>
                  enMouvement === 0 ? 'rien à dire' : `${nombre(enAttente)} sur ${nombre(enMouvement)}`,
              },
            ]}
          />
          <p className="detail">
            « Nouvelles attendues » : parmi les actions en mouvement que ce membre mène, celles dont la
            dernière question attend une réponse. Une action menée à deux compte pour chacun.
          </p>
        </Section>
      ),
  }
}
