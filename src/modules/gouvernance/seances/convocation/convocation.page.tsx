import type { Saisies } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import { horlogeParis, jourDe, joursEntre } from '#shared/dates.ts'
import { compte, dansJours, date, dateLongue, dateSaisie, heure } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Actions, ChampLong, ChampTexte, type Faute, Formulaire, valeurDe } from '#ui/formulaire.tsx'
import { Alerte, Section } from '#ui/textes.tsx'
import { dernierJourPourConvoquer } from '../../domain/convocation.ts'
import { ChampsDeDate } from '../nouvelle-seance.page.tsx'
import type { Point } from '../points/points.repository.ts'
import type { Seance } from '../seances.repository.ts'
import type { SiegeNomme, TitulaireDeSiege } from '../sieges.repository.ts'

export type DonneesConvocationPage = {
  readonly seance: Seance
  readonly points: readonly Point[]
  readonly sieges: readonly SiegeNomme[]
  readonly titulaires: readonly TitulaireDeSiege[]
  readonly maintenant: Date
  readonly fautes?: readonly Faute[]
  readonly saisies?: Saisies
  readonly alerte?: string
  readonly statut?: number
}

const cadre = ({ seance, statut }: DonneesConvocationPage) => ({
  surtitre: `${seance.instance}, ${dateLongue(jourDe(seance.debutLe))}`,
  rubrique: '/seances',
  ariane: [
    { libelle: 'Séances', href: '/seances' },
    { libelle: seance.instance, href: `/seances/${seance.id}` },
  ],
  ...(statut && { statut }),
})

/** The last look before the convocation leaves: notice, agenda, who receives it. */
export function pageConvoquer(donnees: DonneesConvocationPage): ContenuDePage {
  const { seance, points, sieges, titulaires, maintenant, saisies, alerte, fautes = [] } = donnees
  const limite = dernierJourPourConvoquer(seance.debutLe, seance.delaiJours)
  const trop = joursEntre(jourDe(maintenant), limite) < 0
  return {
    ...cadre(donnees),
    titre: 'Convoquer la séance',
    contenu: (
      <>
        {trop && (
          <Alerte ton="attention" titre="Le délai de convocation est dépassé.">
            <p>
              Le règlement demande {compte(seance.delaiJours, 'jour')} : il fallait convoquer avant le{' '}
              {date(limite)}. <a href={`/seances/${seance.id}/deplacer`}>Changer la date</a>, ou donner
              ci-dessous le motif du délai abrégé.
            </p>
          </Alerte>
        )}
        <Section titre="Ordre du jour" detail={`${compte(points.length, 'point')} ; il sera figé`}>
          <ol className="liste-lignes">
            {points.map(({ id, ordre, question }) => (
              <li key={id}>
                <p>
                  {ordre}. {question}
                </p>
              </li>
            ))}
          </ol>
        </Section>
        <Section titre="Destinataires" detail="par courriel, avec l’invitation d’agenda">
          <ul className="liste-lignes">
            {sieges.map(({ organismeId, libelle, territoire }) => {
              const tenants = titulaires.filter((t) => t.organismeId === organismeId)
              return (
                <li key={organismeId}>
                  <p>
                    <strong>{libelle}</strong> {territoire}
                  </p>
                  <p className="detail">
                    {tenants.length > 0
                      ? tenants.map(({ nom, courriel }) => `${nom} (${courriel})`).join(', ')
                      : 'personne à convoquer : aucun mandat en cours à cette date'}
                  </p>
                </li>
              )
            })}
          </ul>
        </Section>
        <Formulaire action={`/seances/${seance.id}/convoquer`} alerte={alerte} fautes={fautes}>
          {(trop || alerte) && (
            <ChampLong
              nom="motif"
              libelle="Motif du délai abrégé"
              facultatif={!trop}
              lignes={2}
              fautes={fautes}
              valeur={valeurDe(saisies, 'motif')}
              aide="Il sera écrit dans la convocation."
            />
          )}
          <Actions>
            <Bouton variante="primaire" icone="courriel">
              Envoyer {compte(titulaires.length, 'convocation')}
            </Bouton>
            <a href={`/seances/${seance.id}`}>Revenir à la séance</a>
          </Actions>
        </Formulaire>
      </>
    ),
  }
}

/** What cannot be undone is confirmed on a page: everybody invited is told. */
export function pageAnnuler(donnees: DonneesConvocationPage): ContenuDePage {
  const { seance, saisies, alerte, fautes = [] } = donnees
  return {
    ...cadre(donnees),
    titre: 'Annuler la séance ?',
    chapeau: (
      <p>
        Les personnes convoquées sont prévenues par courriel, la date est retirée de leur agenda, les sujets
        reviennent dans « À décider ». Une séance annulée ne se rouvre pas.
      </p>
    ),
    contenu: (
      <Formulaire action={`/seances/${seance.id}/annuler`} alerte={alerte} fautes={fautes}>
        <ChampTexte
          nom="motif"
          libelle="Motif"
          aide="Il sera envoyé aux personnes convoquées."
          fautes={fautes}
          valeur={valeurDe(saisies, 'motif')}
        />
        <Actions>
          <Bouton variante="danger">Annuler la séance</Bouton>
          <a href={`/seances/${seance.id}`}>Garder la séance</a>
        </Actions>
      </Formulaire>
    ),
  }
}

/** Another date or place; once called, the diaries of everybody invited follow. */
export function pageDeplacer(donnees: DonneesConvocationPage): ContenuDePage {
  const { seance, maintenant, saisies, alerte, fautes = [] } = donnees
  const horloge = horlogeParis(seance.debutLe)
  const convoquee = seance.statut === 'convoquee'
  return {
    ...cadre(donnees),
    titre: 'Changer la date ou le lieu',
    chapeau: (
      <p>
        Aujourd’hui : {dateLongue(jourDe(seance.debutLe))} à {heure(seance.debutLe)},{' '}
        {dansJours(joursEntre(jourDe(maintenant), jourDe(seance.debutLe)))}.
        {convoquee &&
          ' La séance est convoquée : chaque personne recevra la mise à jour de son agenda et devra répondre à nouveau.'}
      </p>
    ),
    contenu: (
      <Formulaire
        action={`/seances/${seance.id}/deplacer`}
        alerte={alerte}
        fautes={fautes}
        version={seance.version}
      >
        <ChampsDeDate
          saisies={saisies}
          fautes={fautes}
          defaut={{
            date: dateSaisie(horloge.slice(0, 10)),
            heure: horloge.slice(11, 16),
            duree: String(seance.dureeMinutes),
            lieu: seance.lieu,
            visio: seance.visio,
          }}
        />
        {convoquee && (
          <ChampLong
            nom="motif"
            libelle="Motif, si le délai de convocation est abrégé"
            facultatif
            lignes={2}
            fautes={fautes}
            valeur={valeurDe(saisies, 'motif')}
          />
        )}
        <Actions>
          <Bouton variante="primaire">Changer la séance</Bouton>
          <a href={`/seances/${seance.id}`}>Revenir à la séance</a>
          <a href={`/seances/${seance.id}/annuler`}>Annuler la séance…</a>
        </Actions>
      </Formulaire>
    ),
  }
}
