import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { type Jour, jourDe } from '#shared/dates.ts'
import { deNom } from '#shared/mots.ts'
import { date, dateSaisie } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Confirmation } from '#ui/confirmation.tsx'
import { Actions, ChampChoix, ChampDate, ChampTexte, Formulaire } from '#ui/formulaire.tsx'
import { Section, Vide } from '#ui/textes.tsx'
import { SectionAbonnements } from '../abonnements/abonnements.page.tsx'
import type { Abonnement } from '../abonnements/abonnements.repository.ts'
import { dernierJour, etatDuJeton, LECTURES } from '../domain/lectures.ts'
import type { Jeton } from './jetons.repository.ts'

export const INTERCONNEXIONS = '/interconnexions'

const direEtat = (jeton: Jeton, aujourdhui: Jour): string => {
  const etat = etatDuJeton(jeton, aujourdhui)
  if (etat === 'revoque') return `retiré le ${date(jourDe(jeton.revoqueLe!))}`
  if (etat === 'fini') return `fini depuis le ${date(jeton.expireLe)}`
  const usage = jeton.utiliseLe ? `utilisé le ${date(jourDe(jeton.utiliseLe))}` : 'jamais utilisé'
  return `sert jusqu’au ${date(jeton.expireLe)}, ${usage}`
}

export function pageJetons({
  acteur,
  jetons,
  abonnements,
  aujourdhui,
  cle,
  fautes,
  saisies,
  alerte,
  statut,
}: {
  readonly acteur: Acteur
  readonly jetons: readonly Jeton[]
  readonly abonnements: readonly Abonnement[]
  readonly aujourdhui: Jour
  readonly cle: string
} & RetourDeFormulaire): ContenuDePage {
  return {
    titre: 'Interconnexions',
    surtitre: acteur.libelle,
    rubrique: INTERCONNEXIONS,
    ...(statut && { statut }),
    chapeau: (
      <p>
        L’intranet ou le logiciel de paie de votre structure peut lire ici, en son nom, ce que vous choisissez
        ; il n’écrit rien. À donner à la personne qui s’en occupe chez votre éditeur ou à l’informatique :{' '}
        <a href="/api/v1/openapi.json">la description technique</a>.
      </p>
    ),
    contenu: (
      <>
        <Section titre="Jetons de lecture">
          <p>
            Un jeton est le mot de passe d’un programme : créez-en un pour chacun, retirez-le quand il ne sert
            plus.
          </p>
          {jetons.length === 0 ? (
            <Vide>Aucun programme ne lit au nom {deNom(acteur.libelle)}.</Vide>
          ) : (
            <ul className="liste-lignes">
              {jetons.map((jeton) => (
                <li key={jeton.id}>
                  <div>
                    <p>
                      <strong>{jeton.nom}</strong> <code>{jeton.debut}…</code>
                    </p>
                    <p className="detail">
                      Créé par {jeton.par} le {date(jourDe(jeton.creeLe))} · {direEtat(jeton, aujourdhui)}
                    </p>
                    <p className="detail">{jeton.lectures.map((l) => LECTURES[l]).join(' · ')}</p>
                  </div>
                  <div className="fin">
                    {etatDuJeton(jeton, aujourdhui) === 'actif' && (
                      <a href={`${INTERCONNEXIONS}/jetons/${jeton.id}/retirer`}>
                        Retirer<span className="vh"> le jeton {jeton.nom}</span>
                      </a>
                    )}
                  </div>
                </li>
              ))}
            </ul>
          )}
        </Section>
        <Section titre="Créer un jeton">
          <Formulaire
            action={`${INTERCONNEXIONS}/jetons`}
            cle={cle}
            {...(fautes && { fautes })}
            {...(saisies && { saisies })}
            alerte={alerte}
          >
            <ChampTexte
              nom="nom"
              libelle="Pour quel programme"
              taille="moyen"
              aide="Un nom qui le fera reconnaître : « Intranet », « Paie »."
            />
            <ChampChoix
              nom="lectures"
              libelle="Ce qu’il lit"
              plusieurs
              options={Object.entries(LECTURES).map(([valeur, libelle]) => ({ valeur, libelle }))}
            />
            <ChampDate
              nom="expireLe"
              libelle="Il sert jusqu’au"
              aide={`Au plus tard le ${date(dernierJour(aujourdhui))} : un jeton se revoit chaque année.`}
              valeur={dateSaisie(dernierJour(aujourdhui))}
            />
            <Actions>
              <Bouton variante="primaire">Créer le jeton</Bouton>
            </Actions>
          </Formulaire>
        </Section>
        <SectionAbonnements abonnements={abonnements} qui={acteur.libelle} />
      </>
    ),
  }
}

/** The token, shown once. */
export const pageJetonCree = (nom: string, clair: string): ContenuDePage => ({
  titre: `Le jeton « ${nom} » est créé`,
  rubrique: INTERCONNEXIONS,
  chapeau: (
    <p>
      Copiez-le maintenant dans le programme : <strong>il ne sera plus montré.</strong> Qui l’a peut lire au
      nom de votre structure : ne l’envoyez pas par courriel.
    </p>
  ),
  contenu: (
    <>
      <p className="valeur-a-copier">
        <code>{clair}</code>
      </p>
      <Bouton variante="primaire" href={INTERCONNEXIONS}>
        Je l’ai copié, continuer
      </Bouton>
    </>
  ),
})

export const pageRetirerJeton = ({ id, nom }: Pick<Jeton, 'id' | 'nom'>): ContenuDePage => ({
  titre: `Retirer le jeton « ${nom} » ?`,
  rubrique: INTERCONNEXIONS,
  ariane: [{ libelle: 'Interconnexions', href: INTERCONNEXIONS }],
  contenu: (
    <Confirmation
      action={`${INTERCONNEXIONS}/jetons/${id}/retirer`}
      consequences={['Le programme qui l’utilise ne lira plus rien, dès maintenant.']}
      definitif="Un jeton retiré ne se rétablit pas : il faudra en créer un autre."
      verbe="Retirer le jeton"
      retour={{ href: INTERCONNEXIONS, libelle: 'Le garder' }}
    />
  ),
})
