import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import { type Acteur, engageSonOrganisme } from '#shared/acteur.ts'
import { type Jour, jourDe } from '#shared/dates.ts'
import { date, dateSaisie } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Alerte, Fiche, Fictif, Section, TexteLibre } from '#ui/textes.tsx'
import { Historique, RUBRIQUE } from '../cadre.tsx'
import { demandeUnGeste, type EtatConvention, etatDe, GENRES_CONVENTION } from '../domain/convention.ts'
import { tientLaLigne } from '../domain/droits.ts'
import type { MembreDuSchema, Trace } from '../schema.queries.ts'
import { direParties } from './conventions.page.tsx'
import type { ConventionLue, RappelEnvoye } from './conventions.queries.ts'
import type { TexteLu } from './textes/textes.queries.ts'
import { Textes } from './textes/textes.tsx'
import { ariane, direFin, direLimite, EtiquetteConvention } from './vues.tsx'

const GESTES: Readonly<Record<string, string>> = {
  enregistrer: 'Enregistrée',
  modifier: 'Modifiée',
  denoncer: 'Dénoncée',
  clore: 'Close',
  joindre_texte: 'Fichier joint',
  remplacer_texte: 'Fichier remplacé',
  retirer_texte: 'Fichier retiré',
}

const direRenouvellement = ({ renouvellementMois: mois, renouvellementsMax: max }: ConventionLue): string =>
  mois === null
    ? 'Pas de reconduction tacite.'
    : `Reconduction tacite par périodes de ${mois} mois${max ? `, ${max} fois au plus` : ''}.`

/** One convention: its parties, its dates, what it asks for, and its history. */
export function pageConvention({
  convention,
  membres,
  traces,
  rappels,
  textes,
  acteur,
  aujourdhui,
  cle,
  fautes,
  saisies,
  alerte,
  statut,
}: RetourDeFormulaire & {
  readonly convention: ConventionLue
  readonly rappels: readonly RappelEnvoye[]
  readonly textes: readonly TexteLu[]
  readonly membres: readonly MembreDuSchema[]
  readonly traces: readonly Trace[]
  readonly acteur: Acteur
  readonly aujourdhui: Jour
  /** Of the form that joins a file. */
  readonly cle: string
}): ContenuDePage {
  const etat = etatDe(convention, aujourdhui)
  const sienne = tientLaLigne(acteur, convention)
  const adresse = `/conventions/${convention.id}`
  return {
    titre: convention.titre,
    surtitre: GENRES_CONVENTION[convention.genre],
    rubrique: RUBRIQUE,
    ariane: ariane(),
    ...(statut && { statut }),
    chapeau: convention.fictif && (
      <p>
        <Fictif>{convention.fictif}</Fictif>
      </p>
    ),
    actions: (
      <>
        {demandeUnGeste(etat) && engageSonOrganisme.autorise(acteur) && (
          <Bouton href={adresseDuSujet(convention, etat)} icone="sujet">
            Proposer à la conférence
          </Bouton>
        )}
        {sienne && (
          <Bouton href={`${adresse}/modifier`} icone="modifier">
            Modifier
          </Bouton>
        )}
        {sienne && convention.closeLe === null && (
          <>
            {convention.denonceeLe === null && <Bouton href={`${adresse}/denoncer`}>Dénoncer</Bouton>}
            <Bouton href={`${adresse}/clore`}>N’est plus utilisée</Bouton>
          </>
        )}
      </>
    ),
    contenu: (
      <>
        {alerte && <Alerte>{alerte}</Alerte>}
        {etat.situation === 'expiree' && etat.fin && (
          <Alerte titre={`Expirée depuis le ${date(etat.fin)}, encore utilisée.`}>
            <p>Elle n’engage plus personne : renouvelez-la, ou dites qu’elle n’est plus utilisée.</p>
          </Alerte>
        )}
        <Section titre="Aujourd’hui">
          <Fiche
            lignes={[
              { nom: 'État', valeur: <EtiquetteConvention etat={etat} /> },
              { nom: 'Parties', valeur: direParties(convention, membres) },
              { nom: 'Depuis', valeur: convention.du ? date(convention.du) : 'non renseigné' },
              { nom: 'Fin', valeur: direFin(etat) },
              { nom: 'Préavis', valeur: `${convention.preavisMois} mois` },
              ...(etat.limite ? [{ nom: 'À dénoncer avant', valeur: direLimite(etat) }] : []),
              { nom: 'Renouvellement', valeur: direRenouvellement(convention) },
              ...(convention.signeeLe ? [{ nom: 'Signée', valeur: date(convention.signeeLe) }] : []),
              ...(convention.reference ? [{ nom: 'Référence', valeur: convention.reference }] : []),
              ...(convention.motifFin ? [{ nom: 'Motif de la fin', valeur: convention.motifFin }] : []),
              { nom: 'Tenue par', valeur: convention.tenuePar },
            ]}
          />
        </Section>
        {convention.objet && (
          <Section titre="Objet">
            <TexteLibre texte={convention.objet} />
          </Section>
        )}
        <Textes
          adresse={adresse}
          textes={textes}
          peutDeposer={sienne}
          cle={cle}
          fautes={fautes}
          saisies={saisies}
        />
        {rappels.length > 0 && (
          <Section titre="Rappels de son échéance">
            <ul className="liste-lignes">
              {rappels.map(({ envoyeLe, palier, nom }, i) => (
                <li key={i}>
                  <p>
                    Rappel envoyé le {date(jourDe(envoyeLe))} à {nom}
                    {palier === 'direction' && ', faute de suite'}
                  </p>
                </li>
              ))}
            </ul>
          </Section>
        )}
        {!sienne && (
          <p className="detail apres">
            Cette ligne est tenue par {convention.tenuePar} : {acteur.libelle} peut la lire, pas la modifier.
          </p>
        )}
        <Historique
          traces={traces}
          dire={({ geste, apres }) => ({
            titre: GESTES[geste] ?? geste,
            ...(apres['motif'] ? { detail: `Motif : ${apres['motif']}` } : {}),
            ...(apres['intitule'] ? { detail: String(apres['intitule']) } : {}),
          })}
        />
      </>
    ),
  }
}

/** The page that proposes a subject, already filled: what is asked, who is bound, before when. */
function adresseDuSujet(
  { titre, parties }: ConventionLue,
  { fin, limite, situation }: EtatConvention,
): string {
  const echeance = situation === 'preavis_proche' ? limite : fin
  const question = `Renouveler la convention « ${titre} » ?`.slice(0, 300)
  return `/sujets/nouveau?${new URLSearchParams([
    ['question', question],
    ['genre', 'vote'],
    ['echeance', dateSaisie(echeance)],
    ...parties.map((partie) => ['porte', partie]),
  ])}`
}
