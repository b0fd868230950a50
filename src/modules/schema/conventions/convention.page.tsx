import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import { type Acteur, engageSonOrganisme } from '#shared/acteur.ts'
import { type Jour, jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { date, dateSaisie } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Confirmation } from '#ui/confirmation.tsx'
import {
  Actions,
  ChampChoix,
  ChampDate,
  ChampListe,
  ChampLong,
  ChampNombre,
  ChampTexte,
  CoteACote,
  Formulaire,
  valeurDe,
} from '#ui/formulaire.tsx'
import { Alerte, Fiche, Fictif, Section, TexteLibre } from '#ui/textes.tsx'
import { Historique, RUBRIQUE } from '../cadre.tsx'
import { demandeUnGeste, type EtatConvention, etatDe, GENRES_CONVENTION } from '../domain/convention.ts'
import { tientLaLigne } from '../domain/droits.ts'
import type { MembreDuSchema, Trace } from '../schema.queries.ts'
import { direParties } from './conventions.page.tsx'
import type { ConventionLue, RappelEnvoye } from './conventions.queries.ts'
import { direFin, direLimite, EtiquetteConvention } from './vues.tsx'

const ariane = (convention?: ConventionLue | null) => [
  { libelle: 'Conventions', href: '/conventions' },
  ...(convention ? [{ libelle: convention.titre, href: `/conventions/${convention.id}` }] : []),
]

const GESTES: Readonly<Record<string, string>> = {
  enregistrer: 'Enregistrée',
  modifier: 'Modifiée',
  denoncer: 'Dénoncée',
  clore: 'Close',
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
  acteur,
  aujourdhui,
}: {
  readonly convention: ConventionLue
  readonly rappels: readonly RappelEnvoye[]
  readonly membres: readonly MembreDuSchema[]
  readonly traces: readonly Trace[]
  readonly acteur: Acteur
  readonly aujourdhui: Jour
}): ContenuDePage {
  const etat = etatDe(convention, aujourdhui)
  const sienne = tientLaLigne(acteur, convention)
  const adresse = `/conventions/${convention.id}`
  return {
    titre: convention.titre,
    surtitre: GENRES_CONVENTION[convention.genre],
    rubrique: RUBRIQUE,
    ariane: ariane(),
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
              { nom: 'Depuis', valeur: date(convention.du) },
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
          <p className="detail">
            Cette ligne est tenue par {convention.tenuePar} : {acteur.libelle} peut la lire, pas la modifier.
          </p>
        )}
        <Historique
          traces={traces}
          dire={({ geste, apres }) => ({
            titre: GESTES[geste] ?? geste,
            ...(apres['motif'] ? { detail: `Motif : ${apres['motif']}` } : {}),
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

/** The form of a convention, new or corrected. */
export function pageSaisieConvention({
  convention,
  membres,
  acteur,
  maintenant,
  saisies,
  statut,
  ...retour
}: RetourDeFormulaire & {
  readonly convention: ConventionLue | null
  readonly membres: readonly MembreDuSchema[]
  readonly acteur: Acteur
  readonly maintenant: Date
}): ContenuDePage {
  const c = convention
  const nombre = (valeur: number | null | undefined) => (valeur == null ? '' : String(valeur))
  return {
    titre: c ? 'Modifier une convention' : 'Enregistrer une convention',
    rubrique: RUBRIQUE,
    ariane: ariane(c),
    ...(statut && { statut }),
    contenu: (
      <Formulaire
        action={c ? `/conventions/${c.id}/modifier` : '/conventions'}
        saisies={saisies}
        version={c?.version}
        cle={c ? undefined : valeurDe(saisies, 'cle', nouvelId(+maintenant))}
        {...retour}
      >
        <ChampTexte nom="titre" libelle="Titre" valeur={c?.titre} />
        <ChampListe
          nom="genre"
          libelle="Nature"
          valeur={c?.genre ?? 'accord'}
          options={Object.entries(GENRES_CONVENTION).map(([valeur, libelle]) => ({ valeur, libelle }))}
        />
        <ChampChoix
          nom="parties"
          libelle="Membres engagés"
          plusieurs
          enLigne
          options={membres.map(({ organismeId, libelle }) => ({
            valeur: organismeId,
            libelle,
            coche: c ? c.parties.includes(organismeId) : organismeId === acteur.organismeId,
          }))}
        />
        <ChampLong
          nom="autresParties"
          libelle="Autres parties"
          aide="Une par ligne : CNFPT, Région, assureur…"
          facultatif
          lignes={2}
          valeur={c?.autresParties}
        />
        <CoteACote>
          <ChampDate nom="du" libelle="Depuis le" valeur={dateSaisie(c?.du ?? null)} />
          <ChampDate
            nom="au"
            libelle="Jusqu’au"
            facultatif
            aide="Fin de la première période. Vide : sans terme."
            valeur={dateSaisie(c?.au ?? null)}
          />
          <ChampDate nom="signeeLe" libelle="Signée le" facultatif valeur={dateSaisie(c?.signeeLe ?? null)} />
        </CoteACote>
        <CoteACote>
          <ChampNombre
            nom="preavisMois"
            libelle="Préavis"
            unite="mois"
            valeur={nombre(c?.preavisMois ?? 6)}
          />
          <ChampNombre
            nom="renouvellementMois"
            libelle="Reconduction tacite"
            aide="Durée de chaque période. Vide : aucune."
            unite="mois"
            facultatif
            valeur={nombre(c?.renouvellementMois)}
          />
          <ChampNombre
            nom="renouvellementsMax"
            libelle="Reconductions au plus"
            aide="Vide : sans limite."
            facultatif
            valeur={nombre(c?.renouvellementsMax)}
          />
        </CoteACote>
        <ChampTexte nom="reference" libelle="Référence" facultatif taille="moyen" valeur={c?.reference} />
        <ChampLong nom="objet" libelle="Objet" facultatif lignes={4} valeur={c?.objet} />
        <Actions>
          <Bouton variante="primaire">Enregistrer la convention</Bouton>
          <a href={c ? `/conventions/${c.id}` : '/conventions'}>Revenir</a>
        </Actions>
      </Formulaire>
    ),
  }
}

/** Giving notice, or saying that it is no longer used: neither is undone. */
export function pageFinConvention({
  convention,
  geste,
  aujourdhui,
  fautes = [],
  saisies,
  alerte,
  statut,
}: RetourDeFormulaire & {
  readonly convention: ConventionLue
  readonly geste: 'denoncer' | 'clore'
  readonly aujourdhui: Jour
}): ContenuDePage {
  const etat = etatDe(convention, aujourdhui)
  const denonce = geste === 'denoncer'
  return {
    titre: denonce ? 'Dénoncer cette convention ?' : 'Cette convention n’est plus utilisée ?',
    surtitre: convention.titre,
    rubrique: RUBRIQUE,
    ariane: ariane(convention),
    ...(statut && { statut }),
    contenu: (
      <Confirmation
        action={`/conventions/${convention.id}/${geste}`}
        version={convention.version}
        fautes={fautes}
        {...(saisies && { saisies })}
        {...(alerte && { alerte })}
        consequences={
          denonce
            ? [
                `Elle prend fin à son terme : ${direFin(etat)}.`,
                'La lettre aux autres parties se fait hors de la plateforme : notez ici sa date.',
              ]
            : ['Elle sort des alertes et reste lisible, avec son motif.']
        }
        definitif="Cet enregistrement ne s’annule pas."
        verbe={denonce ? 'Enregistrer la dénonciation' : 'Enregistrer la fin d’usage'}
        retour={{ href: `/conventions/${convention.id}`, libelle: 'Revenir à la convention' }}
      >
        <ChampDate
          nom="jour"
          libelle={denonce ? 'Date de la dénonciation' : 'Plus utilisée depuis le'}
          valeur={dateSaisie(aujourdhui)}
        />
        <ChampLong nom="motif" libelle="Pourquoi ?" facultatif={denonce} lignes={3} />
      </Confirmation>
    ),
  }
}
