import type { Saisies } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { ajouterJours, type Jour, jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { compte, dateCourte, dateLongue } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Etiquette } from '#ui/etiquette.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { Alerte, Vide } from '#ui/textes.tsx'
import type { DemandeLue } from '../demandes.queries.ts'
import { anomalies, lireVacance, type Vacance } from '../domain/vacances.ts'
import { OngletsDesDemandes, RUBRIQUE } from '../vues.tsx'
import type { Refusee } from './enregistrer.ts'
import type { VacanceEnregistree } from './vacances.queries.ts'

export const VACANCES = '/demandes/vacances'
export const ETAT = '/demandes/vacances/etat'

const heures = ({ heures: lues }: Vacance) => (lues === null ? '—' : `${String(lues).replace('.', ',')} h`)
const jour = (lu: Jour | null, aujourdhui: Jour) => (lu ? dateCourte(lu, aujourdhui) : '—')

/** What is told of those that were registered. */
export const phraseDesFaites = (faites: number): string =>
  `${compte(faites, 'vacance enregistrée', 'vacances enregistrées')}, ${faites > 1 ? 'les mairies sont prévenues' : 'la mairie est prévenue'}.`

/** Vacancies to register: what each says, what the rules see in it, its number to type; several at once. */
export function pageVacances({
  acteur,
  demandes,
  maintenant,
  saisies = {},
  fautes = {},
  refusees = [],
  faites = 0,
  statut,
}: {
  readonly acteur: Acteur
  readonly demandes: readonly (DemandeLue & { readonly pieces: number })[]
  readonly maintenant: Date
  readonly saisies?: Saisies
  /** By request: what is wrong with its number. */
  readonly fautes?: Readonly<Record<string, string>>
  readonly refusees?: readonly Refusee[]
  /** How many were just registered, when others were refused. */
  readonly faites?: number
  readonly statut?: number
}): ContenuDePage {
  const aujourdhui = jourDe(maintenant)
  return {
    titre: 'Vacances d’emploi',
    h1:
      demandes.length === 0
        ? 'Aucune vacance d’emploi à enregistrer'
        : `${compte(demandes.length, 'vacance d’emploi', 'vacances d’emploi')} à enregistrer`,
    surtitre: acteur.libelle,
    rubrique: RUBRIQUE,
    ...(statut && { statut }),
    actions: <Bouton href={ETAT}>État de la semaine</Bouton>,
    chapeau: (
      <p>
        Enregistrez la déclaration sur le site national, collez son numéro ici : la mairie le reçoit, avec la
        date à partir de laquelle elle peut nommer.
      </p>
    ),
    contenu: (
      <>
        <OngletsDesDemandes courant={VACANCES} acteur={acteur} />
        {faites > 0 && (
          <Alerte ton="ok">
            <p>{phraseDesFaites(faites)}</p>
          </Alerte>
        )}
        {refusees.length > 0 && (
          <Alerte ton="attention" titre="Laissées de côté" focus>
            <ul>
              {refusees.map(({ id, demande, refus }) => (
                <li key={id}>
                  {demande ? <a href={`/demandes/${id}`}>{demande.numero}</a> : 'Une demande'} : {refus}
                </li>
              ))}
            </ul>
          </Alerte>
        )}
        {Object.keys(fautes).length > 0 && (
          <Alerte titre="Un numéro est à corriger" focus>
            <ul>
              {Object.entries(fautes).map(([id, phrase]) => (
                <li key={id}>
                  <a href={id ? `#numero-${id}` : '#grille'}>{phrase}</a>
                </li>
              ))}
            </ul>
          </Alerte>
        )}
        {demandes.length === 0 ? (
          <Vide>Une mairie qui déclare une vacance la verra ici, contrôlée, dès son envoi.</Vide>
        ) : (
          <form method="post" action={VACANCES} id="grille">
            <Tableau
              titre="Vacances d’emploi à enregistrer"
              lignes={demandes.map((demande) => ({ demande, vacance: lireVacance(demande.donnees) }))}
              cleDe={({ demande }) => demande.id}
              colonnes={[
                {
                  cle: 'employeur',
                  titre: 'Collectivité',
                  entete: true,
                  contenu: ({ demande }) => (
                    <>
                      {demande.employeur}
                      <p className="detail sans-coupe">
                        <a href={`/demandes/${demande.id}`}>{demande.numero}</a>
                      </p>
                    </>
                  ),
                },
                {
                  cle: 'emploi',
                  titre: 'Emploi',
                  contenu: ({ vacance }) => `${vacance.grade || '—'}, ${heures(vacance)}`,
                },
                { cle: 'motif', titre: 'Motif', contenu: ({ vacance }) => vacance.motif || '—' },
                {
                  cle: 'le',
                  titre: 'Vacant le',
                  contenu: ({ vacance }) => jour(vacance.vacantLe, aujourdhui),
                },
                {
                  cle: 'controles',
                  titre: 'Contrôles',
                  contenu: ({ demande, vacance }) => (
                    <Controles lues={anomalies(vacance, demande, aujourdhui)} />
                  ),
                },
                {
                  cle: 'numero',
                  titre: 'Numéro du site national',
                  contenu: ({ demande }) => (
                    <Numero demande={demande} saisies={saisies} faute={fautes[demande.id]} />
                  ),
                },
              ]}
            />
            <div className="actions">
              <Bouton variante="primaire">Enregistrer celles qui ont un numéro</Bouton>
            </div>
          </form>
        )}
      </>
    ),
  }
}

const Controles = ({ lues }: { readonly lues: readonly string[] }) =>
  lues.length === 0 ? (
    <Etiquette ton="ok" icone="fait" discrete>
      Rien à signaler
    </Etiquette>
  ) : (
    lues.map((phrase) => (
      <p key={phrase} className="faute-legere">
        {phrase}
      </p>
    ))
  )

const Numero = ({
  demande: { id, version, numero },
  saisies,
  faute,
}: {
  readonly demande: DemandeLue
  readonly saisies: Saisies
  readonly faute: string | undefined
}) => {
  const lue = saisies[`numero-${id}`]
  return (
    <>
      <input type="hidden" name={`version-${id}`} value={version} />
      <input type="hidden" name={`cle-${id}`} value={nouvelId()} />
      <input
        className="saisie saisie-numero"
        id={`numero-${id}`}
        name={`numero-${id}`}
        aria-label={`Numéro pour ${numero}`}
        aria-invalid={faute ? true : undefined}
        aria-describedby={faute ? `faute-${id}` : undefined}
        defaultValue={Array.isArray(lue) ? lue[0] : lue}
        maxLength={30}
        autoComplete="off"
      />
      {faute && (
        <p className="faute" id={`faute-${id}`}>
          {faute}
        </p>
      )}
    </>
  )
}

/** What was registered in one week, to print for the order and the State representative. */
export function pageEtat({
  acteur,
  lundi,
  enregistrees,
  aujourdhui,
}: {
  readonly acteur: Acteur
  readonly lundi: Jour
  readonly enregistrees: readonly VacanceEnregistree[]
  readonly aujourdhui: Jour
}): ContenuDePage {
  const suivante = ajouterJours(lundi, 7)
  return {
    titre: 'État des vacances d’emploi',
    h1: `Vacances enregistrées, semaine du ${dateLongue(lundi)}`,
    surtitre: acteur.libelle,
    rubrique: RUBRIQUE,
    ariane: [
      { libelle: 'Demandes', href: RUBRIQUE },
      { libelle: 'Vacances d’emploi', href: VACANCES },
    ],
    chapeau: <p>À imprimer et à joindre à l’arrêté hebdomadaire transmis au préfet.</p>,
    contenu: (
      <>
        <nav className="actions" aria-label="Semaines">
          <Bouton href={`${ETAT}?lundi=${ajouterJours(lundi, -7)}`}>Semaine précédente</Bouton>
          {suivante <= aujourdhui && <Bouton href={`${ETAT}?lundi=${suivante}`}>Semaine suivante</Bouton>}
        </nav>
        <Tableau
          titre="Vacances enregistrées dans la semaine"
          lignes={enregistrees.map((ligne) => ({ ...ligne, vacance: lireVacance(ligne.donnees) }))}
          cleDe={({ id }) => id}
          vide={<Vide>Aucune vacance d’emploi n’a été enregistrée cette semaine-là.</Vide>}
          colonnes={[
            { cle: 'national', titre: 'Numéro', entete: true, contenu: ({ national }) => national },
            {
              cle: 'employeur',
              titre: 'Collectivité',
              contenu: ({ employeur, id, numero }) => (
                <>
                  {employeur}
                  <p className="detail sans-coupe">
                    <a href={`/demandes/${id}`}>{numero}</a>
                  </p>
                </>
              ),
            },
            {
              cle: 'emploi',
              titre: 'Emploi',
              contenu: ({ vacance }) => `${vacance.grade || '—'}, ${heures(vacance)}`,
            },
            { cle: 'motif', titre: 'Motif', contenu: ({ vacance }) => vacance.motif || '—' },
            {
              cle: 'vacant',
              titre: 'Vacant le',
              contenu: ({ vacance }) => jour(vacance.vacantLe, aujourdhui),
            },
            { cle: 'le', titre: 'Enregistrée', contenu: ({ le }) => dateCourte(jourDe(le), aujourdhui) },
          ]}
        />
      </>
    ),
  }
}
