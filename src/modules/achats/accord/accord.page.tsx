import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { nouvelId } from '#shared/ids.ts'
import { deNom } from '#shared/mots.ts'
import { compte, date, nombre } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Etiquette } from '#ui/etiquette.tsx'
import {
  Actions,
  ChampChoix,
  ChampDate,
  ChampLong,
  ChampTexte,
  CoteACote,
  Formulaire,
} from '#ui/formulaire.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { Colonnes, Fiche, Fictif, Section, TexteLibre, Vide } from '#ui/textes.tsx'
import {
  comiteDe,
  entreeEnVigueur,
  habilite,
  jugerSignatures,
  type ManqueAccord,
  manquesDe,
  NIVEAUX_ACCORD,
  type Syndicat,
} from '../domain/adhesion/accord.ts'
import { conduit, participe } from '../domain/droits.ts'
import type { MembreDeLOperation, OperationLue } from '../operations/operations.queries.ts'
import { cadreDeLOperation, TeteDeLOperation } from '../vues.tsx'
import type { AccordLu } from './accord.queries.ts'
import { direValidite, partDe } from './preuve.ts'
import { SaisieDeLAccord } from './saisie.tsx'

export type PropsAccord = RetourDeFormulaire & {
  readonly operation: OperationLue
  readonly accords: readonly AccordLu[]
  readonly membres: readonly MembreDeLOperation[]
  readonly acteur: Acteur
  readonly formulaire?: string
}

const MANQUES: Readonly<Record<ManqueAccord, string>> = {
  signatures: 'la moitié des voix',
  'date-signature': 'le jour de signature',
  approbations: 'des approbations d’assemblées',
  publication: 'la publication',
}

/** The collective agreements of a purchase: who may negotiate, who signed, what is missing, who follows. */
export function pageAccord(props: PropsAccord): ContenuDePage {
  const { operation, accords, acteur, alerte, formulaire, statut } = props
  const mene = conduit(acteur, operation)
  return {
    titre: 'Accord collectif',
    ...cadreDeLOperation(operation, statut),
    contenu: (
      <>
        <TeteDeLOperation operation={operation} courante="accord" alerte={!formulaire && alerte} />
        {accords.length === 0 && (
          <Vide titre="Aucun accord n’est enregistré">
            L’adhésion obligatoire se fonde sur un accord collectif valable (CGFP L.827-2, L.223-1).
          </Vide>
        )}
        {accords.map((accord) => (
          <UnAccord key={accord.id} {...props} accord={accord} />
        ))}
        {mene && accords.length === 0 && <SaisieDeLAccord {...props} accord={null} />}
      </>
    ),
  }
}

function UnAccord(props: PropsAccord & { readonly accord: AccordLu }) {
  const { accord, operation, membres, acteur, formulaire, fautes, saisies, alerte } = props
  const { valide, exprimees, nonHabilites } = jugerSignatures(accord.syndicats)
  const attendus = membres.filter(({ organismeId }) => operation.decision.porte.includes(organismeId))
  const manques = manquesDe(
    accord,
    accord.approbations.map(({ organismeId }) => organismeId),
    attendus.map(({ organismeId }) => organismeId),
  )
  const vigueur = entreeEnVigueur(accord)
  const racine = `/achats/${operation.id}/accord/${accord.id}`
  const retour = (id: string) => formulaire === id && { fautes: fautes ?? [], saisies: saisies ?? {}, alerte }
  return (
    <>
      <Section
        titre={accord.titre}
        detail={NIVEAUX_ACCORD[accord.niveau]}
        actions={
          <Bouton href={`${racine}/preuve.pdf`} icone="imprimer">
            Preuve de validité (PDF)
          </Bouton>
        }
      >
        <p>
          <Etiquette ton={valide ? 'ok' : 'attention'} icone={valide ? 'fait' : 'sablier'}>
            {valide ? 'Accord valable' : 'Signatures insuffisantes'}
          </Etiquette>
        </p>
        <p>
          {direValidite(accord)} {accord.fictif && <Fictif>{accord.fictif}</Fictif>}
        </p>
        {manques.length > 0 && <p>Il manque encore : {manques.map((m) => MANQUES[m]).join(', ')}.</p>}
        {nonHabilites.length > 0 && (
          <p>{nonHabilites.join(', ')} : sans siège au comité social, la signature ne compte pas.</p>
        )}
      </Section>
      <Colonnes
        cote={
          <>
            <Section titre="Effet">
              <Fiche
                etroite
                lignes={[
                  { nom: 'Élections du', valeur: date(accord.electionsLe) },
                  { nom: 'Signé le', valeur: accord.signeLe ? date(accord.signeLe) : 'pas encore' },
                  { nom: 'Publié le', valeur: accord.publieLe ? date(accord.publieLe) : 'pas encore' },
                  {
                    nom: 'En vigueur le',
                    valeur: vigueur ? `${date(vigueur)} (CGFP L.226-1)` : 'après sa publication',
                  },
                ]}
              />
            </Section>
            <Section titre="Comité de suivi (CPPS)" detail="CGFP L.227-1">
              <TexteLibre texte={accord.comite} />
              <p>Organisations : {comiteDe(accord.syndicats).join(', ') || 'aucune encore'}.</p>
              <ul>
                {accord.reunions.map(({ le, lieu, releve }) => (
                  <li key={le}>
                    {date(le)}
                    {lieu && `, ${lieu}`}. {releve}
                  </li>
                ))}
              </ul>
              {conduit(acteur, operation) && (
                <Formulaire
                  id={`r-${accord.id}`}
                  prefixe
                  action={`${racine}/reunions`}
                  cle={nouvelId()}
                  {...retour(`r-${accord.id}`)}
                >
                  <ChampDate nom="le" libelle="Réunion du" />
                  <ChampTexte nom="lieu" libelle="Lieu" facultatif />
                  <ChampLong nom="releve" libelle="Relevé" facultatif />
                  <Actions>
                    <Bouton>Noter la réunion</Bouton>
                  </Actions>
                </Formulaire>
              )}
            </Section>
          </>
        }
      >
        <Section titre="Objet">
          <TexteLibre texte={accord.objet} />
        </Section>
        <Section titre="Voix et signatures" detail={compte(accord.syndicats.length, 'organisation')}>
          <Tableau<Syndicat>
            titre="Organisations syndicales, voix et signatures"
            lignes={accord.syndicats}
            cleDe={({ nom }) => nom}
            colonnes={[
              { cle: 'nom', titre: 'Organisation', entete: true, contenu: ({ nom }) => nom },
              { cle: 'voix', titre: 'Voix', nombre: true, contenu: ({ voix }) => nombre(voix) },
              { cle: 'sieges', titre: 'Sièges', nombre: true, contenu: ({ sieges }) => nombre(sieges) },
              {
                cle: 'part',
                titre: 'Part des voix qui comptent',
                nombre: true,
                contenu: (s) => (habilite(s) ? partDe(s.voix, exprimees) : 'ne négocie pas'),
              },
              {
                cle: 'signe',
                titre: 'Signature',
                contenu: ({ signe }) =>
                  signe ? (
                    <Etiquette ton="ok" icone="signer" discrete>
                      A signé
                    </Etiquette>
                  ) : (
                    <Etiquette ton="neutre" icone="sans_objet" discrete>
                      N’a pas signé
                    </Etiquette>
                  ),
              },
            ]}
          />
        </Section>
        <Section titre="Approbations" detail="CGFP L.224-2 et L.224-3">
          <p>
            L’assemblée de chaque membre approuve ; celle d’un employeur sans comité social approuve aussi,
            avec son adhésion.
          </p>
          <Tableau
            titre="Acte de chaque membre lié"
            lignes={attendus}
            cleDe={({ organismeId }) => organismeId}
            colonnes={[
              { cle: 'membre', titre: 'Membre', entete: true, contenu: ({ libelle }) => libelle },
              {
                cle: 'acte',
                titre: 'Acte',
                contenu: ({ organismeId }) => {
                  const acte = accord.approbations.find((a) => a.organismeId === organismeId)
                  return acte
                    ? `${acte.numero}, le ${date(acte.le)}${acte.prealable ? ', autorisation préalable' : ''}`
                    : 'attendu'
                },
              },
            ]}
          />
          {participe(acteur, operation.decision) && (
            <Formulaire
              id={`a-${accord.id}`}
              prefixe
              action={`${racine}/approuver`}
              {...retour(`a-${accord.id}`)}
            >
              <CoteACote>
                <ChampTexte nom="numero" libelle={`Acte ${deNom(acteur.libelle)}, numéro`} taille="court" />
                <ChampDate nom="le" libelle="Date de l’acte" />
              </CoteACote>
              <ChampChoix
                nom="prealable"
                libelle="Si l’acte précède la signature"
                plusieurs
                facultatif
                options={[{ valeur: 'oui', libelle: 'Il autorisait par avance à signer (CGFP L.224-2)' }]}
              />
              <Actions>
                <Bouton>Enregistrer l’approbation</Bouton>
              </Actions>
            </Formulaire>
          )}
        </Section>
        {conduit(acteur, operation) && <SaisieDeLAccord {...props} accord={accord} />}
      </Colonnes>
    </>
  )
}
