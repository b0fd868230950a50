import type { RetourDeFormulaire, Saisies } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { jourDe, joursEntre } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { compte, dansJours, date, dateLongue, heure } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Actions, ChampListe, ChampTexte, type Faute, Formulaire, valeurDe } from '#ui/formulaire.tsx'
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

/** Planning a séance: the instance, when, where. The notice is checked when it is called. */
export function pageNouvelleSeance({
  instances,
  maintenant,
  fautes = [],
  saisies,
  alerte,
  statut,
}: RetourDeFormulaire & {
  readonly instances: readonly { readonly id: string; readonly nom: string; readonly delaiJours: number }[]
  readonly maintenant: Date
}): ContenuDePage {
  return {
    titre: 'Planifier une séance',
    chapeau: <p>L’ordre du jour se prépare ensuite ; rien ne part avant la convocation.</p>,
    rubrique: '/seances',
    ariane: [{ libelle: 'Séances', href: '/seances' }],
    ...(statut && { statut }),
    contenu:
      instances.length === 0 ? (
        <Vide action={<Bouton href="/instances/nouvelle">Créer une instance</Bouton>}>
          Aucune instance n’existe encore : créez d’abord la conférence ou le comité qui se réunit.
        </Vide>
      ) : (
        <Formulaire
          action="/seances"
          fautes={fautes}
          alerte={alerte}
          cle={valeurDe(saisies, 'cle', nouvelId(+maintenant))}
        >
          <ChampListe
            nom="instance"
            libelle="Qui se réunit ?"
            fautes={fautes}
            valeur={valeurDe(saisies, 'instance', instances[0]!.id)}
            options={instances.map(({ id, nom, delaiJours }) => ({
              valeur: id,
              libelle: `${nom} (à convoquer ${delaiJours} jours avant)`,
            }))}
          />
          <ChampsDeDate saisies={saisies} fautes={fautes} />
          <input type="hidden" name="seconde" value={valeurDe(saisies, 'seconde')} />
          <Actions>
            <Bouton variante="primaire">Planifier la séance</Bouton>
          </Actions>
        </Formulaire>
      ),
  }
}

/** Day, hour, length and place of a séance. */
export const ChampsDeDate = ({
  saisies,
  fautes,
  defaut = {},
}: {
  readonly saisies?: Saisies | undefined
  readonly fautes: readonly Faute[]
  readonly defaut?: Readonly<Record<string, string>>
}) => (
  <>
    <div className="cote-a-cote">
      <ChampTexte
        nom="date"
        libelle="Jour"
        aide="jj/mm/aaaa"
        taille="court"
        fautes={fautes}
        valeur={valeurDe(saisies, 'date', defaut['date'])}
      />
      <ChampTexte
        nom="heure"
        libelle="Heure"
        aide="hh:mm, heure de Paris"
        taille="court"
        fautes={fautes}
        valeur={valeurDe(saisies, 'heure', defaut['heure'] ?? '14:00')}
      />
      <ChampTexte
        nom="duree"
        libelle="Durée"
        aide="en minutes"
        taille="court"
        modeSaisie="numeric"
        fautes={fautes}
        valeur={valeurDe(saisies, 'duree', defaut['duree'] ?? '150')}
      />
    </div>
    <ChampTexte
      nom="lieu"
      libelle="Lieu"
      facultatif
      fautes={fautes}
      valeur={valeurDe(saisies, 'lieu', defaut['lieu'])}
    />
    <ChampTexte
      nom="visio"
      libelle="Lien de visioconférence"
      facultatif
      type="url"
      fautes={fautes}
      valeur={valeurDe(saisies, 'visio', defaut['visio'])}
    />
  </>
)
