import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { jourDe, joursEntre } from '#shared/dates.ts'
import { compte, dansJours, date, dateLongue, heure } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Pagination, Section, Vide } from '#ui/textes.tsx'
import { dernierJourPourConvoquer } from '../domain/convocation.ts'
import { tientLesSeances } from '../domain/droits.ts'
import { OngletsDesSeances } from '../onglets.tsx'
import { EtiquetteSeance } from '../vues.tsx'
import { direReponses } from './reponses/dire-reponses.ts'
import type { SeanceEnListe } from './seances.queries.ts'

/** Séances to come, then past ones. */
export function pageListeSeances({
  avenir,
  passees,
  page,
  acteur,
  maintenant,
}: {
  readonly avenir: readonly SeanceEnListe[]
  readonly passees: readonly SeanceEnListe[]
  readonly page: number
  readonly acteur: Acteur
  readonly maintenant: Date
}): ContenuDePage {
  const tient = tientLesSeances.autorise(acteur)
  return {
    titre: 'Séances',
    surtitre: acteur.cooperation,
    rubrique: '/seances',
    actions: (
      <>
        <Bouton href="/calendrier" icone="calendrier">
          Calendrier des organes
        </Bouton>
        <Bouton href="/seances/participation" icone="groupe">
          Participation de l’année
        </Bouton>
        {tient && (
          <Bouton href="/seances/nouvelle" variante="primaire" icone="ajouter">
            Planifier une séance
          </Bouton>
        )}
      </>
    ),
    contenu: (
      <>
        <OngletsDesSeances ici="/seances" />
        <Section titre="À venir et en cours">
          {avenir.length === 0 ? (
            <Vide action={tient && <Bouton href="/seances/nouvelle">Planifier une séance</Bouton>}>
              Aucune séance n’est prévue.
            </Vide>
          ) : (
            <Liste seances={avenir} maintenant={maintenant} />
          )}
        </Section>
        <Section titre="Passées">
          {passees.length === 0 ? (
            <Vide>Aucune séance passée.</Vide>
          ) : (
            <Liste seances={passees.slice(0, 25)} maintenant={maintenant} />
          )}
          <Pagination page={page} derniere={passees.length <= 25} adresse={(n) => `/seances?page=${n}`} />
        </Section>
      </>
    ),
  }
}

const Liste = ({
  seances,
  maintenant,
}: {
  readonly seances: readonly SeanceEnListe[]
  readonly maintenant: Date
}) => (
  <ul className="liste-lignes">
    {seances.map((seance) => (
      <li key={seance.id}>
        <div>
          <p>
            <a href={`/seances/${seance.id}`}>
              <strong>{seance.instance}</strong>, {dateLongue(jourDe(seance.debutLe))}
            </a>
          </p>
          <p className="detail">{direSeance(seance, maintenant)}</p>
        </div>
        <div className="fin">
          <EtiquetteSeance statut={seance.statut} />
        </div>
      </li>
    ))}
  </ul>
)

function direSeance(seance: SeanceEnListe, maintenant: Date): string {
  const jour = jourDe(seance.debutLe)
  const parties = [heure(seance.debutLe), seance.lieu, compte(seance.points, 'point')]
  if (seance.statut === 'planifiee') {
    const reste = joursEntre(jourDe(maintenant), dernierJourPourConvoquer(seance.debutLe, seance.delaiJours))
    parties.push(
      reste >= 0
        ? `à convoquer ${reste === 0 ? 'aujourd’hui' : `avant le ${date(dernierJourPourConvoquer(seance.debutLe, seance.delaiJours))}`}`
        : 'délai de convocation dépassé',
    )
  }
  if (seance.statut === 'convoquee')
    parties.push(dansJours(joursEntre(jourDe(maintenant), jour)), direReponses(seance))
  if (seance.decisions > 0) parties.push(compte(seance.decisions, 'décision'))
  if (seance.presidence) parties.push(`présidée par ${seance.presidence}`)
  return parties.filter(Boolean).join(' · ')
}
