import type { Saisies } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { dateLongue } from '#shared/typographie.ts'
import { Bouton, BoutonPost } from '#ui/bouton.tsx'
import { Confirmation } from '#ui/confirmation.tsx'
import { ChampLong, type Faute, Formulaire, valeurDe } from '#ui/formulaire.tsx'
import { Alerte, Section, TexteLibre } from '#ui/textes.tsx'
import type { Registre } from '../conduite/presences/registre.queries.ts'
import { tientLesSeances } from '../domain/droits.ts'
import type { Point } from '../seances/points/points.repository.ts'
import { EtiquetteSeance } from '../vues.tsx'
import { empreinteDuTexte } from './rediger.ts'

/** The procès-verbal, point by point: votes and presence write themselves, the exchanges are written here. */
export function pageProcesVerbal({
  registre,
  points,
  acteur,
  alerte,
  statut,
  saisies,
  fautes = [],
}: {
  readonly registre: Registre
  readonly points: readonly Point[]
  readonly acteur: Acteur
  readonly alerte?: string
  readonly statut?: number
  readonly saisies?: Saisies
  readonly fautes?: readonly Faute[]
}): ContenuDePage {
  const modifiable =
    tientLesSeances.autorise(acteur) &&
    ['ouverte', 'suspendue', 'close', 'pv_projet'].includes(registre.statut)
  const base = `/seances/${registre.id}/proces-verbal`
  return {
    titre: 'Procès-verbal',
    surtitre: `${registre.instance}, ${dateLongue(jourDe(registre.debutLe))}`,
    rubrique: '/seances',
    ariane: [
      { libelle: 'Séances', href: '/seances' },
      { libelle: registre.instance, href: `/seances/${registre.id}` },
    ],
    ...(statut && { statut }),
    chapeau: (
      <p>
        <EtiquetteSeance statut={registre.statut} /> Présences, votes, verdicts et réserves s’écrivent seuls.
        Ajoutez les échanges de chaque point.
      </p>
    ),
    actions: (
      <>
        <Bouton href={`${base}.pdf`} icone="telecharger">
          {modifiable ? 'Lire le projet (PDF)' : 'Procès-verbal (PDF)'}
        </Bouton>
        {tientLesSeances.autorise(acteur) && registre.statut === 'close' && (
          <BoutonPost action={`${base}/etablir`} variante="primaire" icone="fichier">
            Établir le projet
          </BoutonPost>
        )}
        {tientLesSeances.autorise(acteur) && registre.statut === 'pv_projet' && (
          <Bouton href={`${base}/approuver`} variante="primaire" icone="fait">
            Approuver le procès-verbal
          </Bouton>
        )}
        {tientLesSeances.autorise(acteur) && registre.statut === 'pv_approuve' && (
          <BoutonPost action={`${base}/diffuser`} variante="primaire" icone="courriel">
            Diffuser aux membres
          </BoutonPost>
        )}
      </>
    ),
    contenu: (
      <>
        {modifiable ? (
          <Formulaire action={base} alerte={alerte} fautes={fautes} saisies={saisies}>
            {points.map((point) => (
              <Section key={point.id} titre={`${point.ordre}. ${point.question}`} id={`point-${point.id}`}>
                <input
                  type="hidden"
                  name={`empreinte-${point.id}`}
                  value={valeurDe(saisies, `empreinte-${point.id}`, empreinteDuTexte(point.compteRendu))}
                />
                <ChampLong
                  nom={`texte-${point.id}`}
                  libelle={`Échanges sur le point ${point.ordre}`}
                  facultatif
                  lignes={4}
                  valeur={point.compteRendu}
                />
                {fautes.some(({ champ }) => champ === `texte-${point.id}`) && statut === 409 && (
                  <details className="repli" open>
                    <summary>Le texte enregistré entre-temps</summary>
                    <TexteLibre texte={point.compteRendu || 'Aucun échange rapporté.'} />
                  </details>
                )}
              </Section>
            ))}
            <div className="barre-enregistrer">
              <Bouton variante="primaire">Enregistrer le procès-verbal</Bouton>
            </div>
          </Formulaire>
        ) : (
          <>
            {alerte && <Alerte>{alerte}</Alerte>}
            {points.map((point) => (
              <Section key={point.id} titre={`${point.ordre}. ${point.question}`} id={`point-${point.id}`}>
                <TexteLibre texte={point.compteRendu || 'Aucun échange rapporté.'} />
              </Section>
            ))}
          </>
        )}
      </>
    ),
  }
}

/** Approval cannot be undone: what it does is said before, on a page. */
export const pageApprouver = (registre: Registre): ContenuDePage => ({
  titre: 'Approuver le procès-verbal ?',
  surtitre: `${registre.instance}, ${dateLongue(jourDe(registre.debutLe))}`,
  rubrique: '/seances',
  ariane: [
    { libelle: 'Séances', href: '/seances' },
    { libelle: registre.instance, href: `/seances/${registre.id}` },
    { libelle: 'Procès-verbal', href: `/seances/${registre.id}/proces-verbal` },
  ],
  contenu: (
    <Confirmation
      action={`/seances/${registre.id}/proces-verbal/approuver`}
      consequences={[
        'Présences, votes, verdicts et échanges sont figés tels qu’ils se lisent aujourd’hui.',
        'Le procès-verbal peut ensuite être diffusé aux membres.',
      ]}
      definitif="Un procès-verbal approuvé ne se modifie plus."
      verbe="Approuver le procès-verbal"
      retour={{ href: `/seances/${registre.id}/proces-verbal`, libelle: 'Relire le projet' }}
      danger={false}
    />
  ),
})
