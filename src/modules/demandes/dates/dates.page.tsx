import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { dateCourte, dateLongue, dateSaisie } from '#shared/typographie.ts'
import { Bouton, BoutonPost } from '#ui/bouton.tsx'
import { Etiquette } from '#ui/etiquette.tsx'
import {
  Actions,
  ChampChoix,
  ChampDate,
  ChampListe,
  ChampTexte,
  CoteACote,
  Formulaire,
} from '#ui/formulaire.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { Alerte, Fictif, Section, Vide } from '#ui/textes.tsx'
import { GENRES_DE_DATE, type GenreDeDate } from '../domain/dates-annoncees.ts'
import { traite } from '../domain/droits.ts'
import { OngletsDesDemandes, RUBRIQUE } from '../vues.tsx'
import type { DateLue } from './dates.queries.ts'

export const DATES = '/demandes/dates'

type Props = RetourDeFormulaire & { readonly conflits?: readonly DateLue[] }

/** Dates of every centre, one list; a gestionnaire announces her own. */
export function pageDates({
  dates,
  acteur,
  maintenant,
  flux,
  cle,
  statut,
  ...retour
}: Props & {
  readonly dates: readonly DateLue[]
  readonly acteur: Acteur
  readonly maintenant: Date
  /** Address of the feed that a diary follows. */
  readonly flux: string
  readonly cle: string
}): ContenuDePage {
  const aujourdhui = jourDe(maintenant)
  return {
    titre: 'Calendrier',
    h1: 'Calendrier des centres',
    surtitre: acteur.cooperation,
    rubrique: RUBRIQUE,
    ...(statut && { statut }),
    chapeau: (
      <p>
        Concours, conseils médicaux et autres instances de tous les centres, avec leurs dates limites de
        dépôt.
      </p>
    ),
    contenu: (
      <>
        <OngletsDesDemandes courant={DATES} acteur={acteur} />
        <Tableau
          titre="Dates annoncées"
          lignes={dates}
          cleDe={({ id }) => id}
          vide={
            <Vide titre="Aucune date annoncée">
              Les centres les écrivent ici ; votre agenda peut les suivre.
            </Vide>
          }
          colonnes={[
            {
              cle: 'le',
              titre: 'Date',
              contenu: ({ le }) => <time dateTime={le}>{dateCourte(le, aujourdhui)}</time>,
            },
            {
              cle: 'libelle',
              titre: 'Quoi',
              entete: true,
              contenu: ({ id, libelle, centreId, annulee, fictif }) => (
                <>
                  {centreId === acteur.organismeId && traite.autorise(acteur) && !annulee ? (
                    <a id={`date-${id}`} href={`${DATES}/${id}`}>
                      {libelle}
                    </a>
                  ) : annulee ? (
                    <s>{libelle}</s>
                  ) : (
                    libelle
                  )}{' '}
                  {annulee && (
                    <Etiquette ton="neutre" icone="sans_objet">
                      Annulée
                    </Etiquette>
                  )}{' '}
                  {fictif && <Fictif />}
                </>
              ),
            },
            { cle: 'genre', titre: 'Genre', contenu: ({ genre }) => GENRES_DE_DATE[genre] },
            { cle: 'centre', titre: 'Centre', contenu: ({ centre }) => centre },
            {
              cle: 'depot',
              titre: 'Dépôt avant',
              contenu: ({ depotAvant }) => (depotAvant ? dateCourte(depotAvant, aujourdhui) : '—'),
            },
          ]}
        />
        <Section titre="Suivre dans votre agenda">
          <p className="detail">
            Donnez cette adresse à votre agenda : il se met à jour seul quand une date bouge.{' '}
            <a href={flux}>Calendrier au format iCalendar</a>
          </p>
        </Section>
        {traite.autorise(acteur) && (
          <Section titre="Annoncer une date" filet>
            <FormulaireDate {...retour} action={DATES} cle={cle} bouton="Annoncer cette date" />
          </Section>
        )}
      </>
    ),
  }
}

/** One date of the centre: to move, or to cancel. */
export const pageDate = ({ date, statut, ...retour }: Props & { readonly date: DateLue }): ContenuDePage => ({
  titre: date.libelle,
  surtitre: `${date.centre} · ${dateLongue(date.le)}`,
  rubrique: RUBRIQUE,
  ariane: [
    { libelle: 'Demandes', href: RUBRIQUE },
    { libelle: 'Calendrier', href: DATES },
  ],
  ...(statut && { statut }),
  contenu: (
    <>
      <FormulaireDate {...retour} date={date} action={`${DATES}/${date.id}`} bouton="Enregistrer" />
      <Section titre="Annuler cette date" filet>
        <p className="detail">Elle reste au calendrier, barrée : les agendas qui la suivent l’apprennent.</p>
        <BoutonPost
          action={`${DATES}/${date.id}/annuler`}
          champs={{ version: date.version }}
          variante="danger"
        >
          Annuler cette date
        </BoutonPost>
      </Section>
    </>
  ),
})

const FormulaireDate = ({
  action,
  bouton,
  cle,
  date,
  conflits = [],
  fautes,
  saisies,
  alerte,
}: Omit<Props, 'statut'> & {
  readonly action: string
  readonly bouton: string
  readonly cle?: string
  readonly date?: DateLue
}) => (
  <Formulaire
    action={action}
    cle={cle}
    version={date?.version}
    {...(fautes && { fautes })}
    {...(saisies && { saisies })}
    alerte={alerte}
  >
    {conflits.length > 0 && (
      <>
        <Alerte ton="attention" titre="Ce jour est déjà pris" focus>
          <ul>
            {conflits.map(({ id, centre, libelle }) => (
              <li key={id}>
                {centre} : {libelle}
              </li>
            ))}
          </ul>
        </Alerte>
        <ChampChoix
          nom="quandmeme"
          libelle="Malgré cela"
          plusieurs
          options={[{ valeur: 'oui', libelle: 'Garder cette date' }]}
        />
      </>
    )}
    <ChampTexte
      nom="libelle"
      libelle="Quoi"
      aide="Comme « Rédacteur, épreuves écrites »."
      valeur={date?.libelle}
    />
    <ChampListe
      nom="genre"
      libelle="Genre"
      valeur={date?.genre ?? 'concours'}
      options={(Object.keys(GENRES_DE_DATE) as GenreDeDate[]).map((genre) => ({
        valeur: genre,
        libelle: GENRES_DE_DATE[genre],
      }))}
    />
    <CoteACote>
      <ChampDate nom="le" libelle="Date" valeur={date && dateSaisie(date.le)} />
      <ChampDate
        nom="depot"
        libelle="Dépôt avant"
        valeur={date?.depotAvant ? dateSaisie(date.depotAvant) : undefined}
        facultatif
      />
    </CoteACote>
    <Actions>
      <Bouton variante="primaire">{bouton}</Bouton>
    </Actions>
  </Formulaire>
)
