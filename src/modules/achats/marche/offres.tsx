import { nouvelId } from '#shared/ids.ts'
import { compte, instant } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import {
  Actions,
  ChampFichier,
  ChampListe,
  ChampNombre,
  ChampTexte,
  CoteACote,
  Formulaire,
  GroupeDeChamps,
} from '#ui/formulaire.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { Section, Vide } from '#ui/textes.tsx'
import { GARANTIES, NOMS_GARANTIES, tauxTotal } from '../domain/offres.ts'
import { EtatOffre } from './communs.tsx'
import { ecrireTaux } from './fiche.ts'
import type { PropsMarche } from './marche.page.tsx'
import type { MarcheLu, OffreLue } from './marche.queries.ts'

type Props = PropsMarche & { readonly marche: MarcheLu }

/** Bids, once they are open: who, when, with what proof, and the fingerprint that says that they did not move. */
export function Offres(props: Props) {
  const { marche, offres, mene } = props
  const nomme = mene || marche.notesClosesLe !== null
  const lotDe = (o: OffreLue) => marche.lots.find(({ id }) => id === o.lotId)
  return (
    <Section titre="Offres reçues" detail={compte(offres.length, 'offre')}>
      <p>
        Une offre ouverte ne se modifie pas : l’application n’en a pas le droit, et son empreinte le prouve.{' '}
        {!marche.notesClosesLe && 'Les candidats gardent une lettre jusqu’à la clôture des notes.'}
      </p>
      <Tableau<OffreLue>
        titre="Offres reçues, par lot"
        lignes={offres}
        cleDe={({ id }) => id}
        vide={<Vide>Aucune offre n’est enregistrée.</Vide>}
        colonnes={[
          {
            cle: 'offre',
            titre: 'Offre',
            entete: true,
            contenu: (o) => (
              <>
                <a href={`/achats/lots/${o.lotId}`}>Lot {lotDe(o)?.numero}</a> · offre {o.lettre}
                {nomme && `, ${o.candidat}`}
              </>
            ),
          },
          {
            cle: 'recue',
            titre: 'Reçue le',
            contenu: ({ recuLe, preuve }) => `${instant(recuLe)} (${preuve})`,
          },
          {
            cle: 'taux',
            titre: 'Taux',
            contenu: ({ taux }) => taux.map((t) => `${ecrireTaux(tauxTotal(t))} %`).join(' ; '),
          },
          {
            cle: 'clause',
            titre: 'Clause de hausse',
            contenu: ({ gelAnnees, hausseMax }) =>
              `gel ${compte(gelAnnees, 'an')}, puis ${ecrireTaux(hausseMax)} % par an au plus`,
          },
          {
            cle: 'etat',
            titre: 'État',
            contenu: (o) => (
              <>
                <EtatOffre offre={o} />
                {o.tardive && <p className="detail">Limite : {instant(marche.limite!)}.</p>}
                {o.irreguliere && <p className="detail">{o.irreguliere}</p>}
                <p className="detail">
                  Empreinte <code>{o.empreinte.slice(0, 12)}</code>
                </p>
              </>
            ),
          },
        ]}
      />
      {mene && !marche.notesClosesLe && (
        <>
          <Import {...props} />
          <Saisie {...props} />
          {offres.length > 0 && <Irreguliere {...props} />}
        </>
      )}
    </Section>
  )
}

const retourDe = (p: Props, id: string) =>
  p.formulaire === id && { fautes: p.fautes ?? [], saisies: p.saisies ?? {}, alerte: p.alerte }

const Import = (props: Props) => (
  <Section titre="Importer les offres" detail="XLSX ou CSV, avec un aperçu">
    <Formulaire
      id="import"
      prefixe
      fichiers
      action={`/achats/${props.operation.id}/marche/apercu`}
      {...retourDe(props, 'import')}
    >
      <ChampFichier
        nom="fichier"
        libelle="Fichier des offres"
        aide="Une ligne par offre et par niveau. Rien n’est enregistré avant votre accord."
        accepte=".xlsx,.csv"
      />
      <Actions>
        <Bouton icone="importer">Voir l’aperçu</Bouton>
      </Actions>
    </Formulaire>
  </Section>
)

const Irreguliere = (props: Props) => (
  <Section titre="Dire une offre irrégulière">
    <p>Elle garde sa colonne et son prix, sans points. Sans motif, elle redevient régulière.</p>
    <Formulaire
      id="irreguliere"
      prefixe
      action={`/achats/${props.operation.id}/marche/irreguliere`}
      {...retourDe(props, 'irreguliere')}
    >
      <CoteACote>
        <ChampListe
          nom="offre"
          libelle="Offre"
          vide="Choisissez"
          options={props.offres.map((o) => ({
            valeur: o.id,
            libelle: `Lot ${props.marche.lots.find(({ id }) => id === o.lotId)?.numero}, offre ${o.lettre}, ${o.candidat}`,
          }))}
        />
        <ChampTexte nom="motif" libelle="Motif" aide="Il part dans la lettre au candidat." facultatif />
      </CoteACote>
      <Actions>
        <Bouton>Enregistrer</Bouton>
      </Actions>
    </Formulaire>
  </Section>
)

const Saisie = (props: Props) => {
  const { marche, operation } = props
  return (
    <Section titre="Saisir une offre">
      <Formulaire
        id="offre"
        prefixe
        action={`/achats/${operation.id}/marche/offres`}
        cle={nouvelId()}
        {...retourDe(props, 'offre')}
      >
        <CoteACote>
          <ChampListe
            nom="lot"
            libelle="Lot"
            options={marche.lots.map(({ numero, objet }) => ({
              valeur: String(numero),
              libelle: `Lot ${numero} · ${objet}`,
            }))}
          />
          <ChampTexte nom="candidat" libelle="Candidat" />
          <ChampTexte nom="siret" libelle="SIRET" taille="court" />
        </CoteACote>
        <CoteACote>
          <ChampTexte
            nom="recu"
            libelle="Reçue le"
            aide="Jour et heure de Paris : 12/06/2024 11:30"
            taille="court"
          />
          <ChampTexte nom="preuve" libelle="Preuve de dépôt" aide="Référence du profil d’acheteur." />
        </CoteACote>
        {marche.niveaux.map(({ nom }, rang) => (
          <GroupeDeChamps key={nom} titre={nom}>
            <CoteACote>
              {GARANTIES.map((g) => (
                <ChampNombre
                  key={g}
                  nom={`${g}-${rang}`}
                  libelle={NOMS_GARANTIES[g]}
                  unite="%"
                  decimales
                  facultatif
                />
              ))}
            </CoteACote>
          </GroupeDeChamps>
        ))}
        <CoteACote>
          <ChampNombre nom="gel" libelle="Taux gelé pendant" unite="ans" />
          <ChampNombre nom="hausse" libelle="Puis hausse annuelle au plus" unite="%" decimales />
        </CoteACote>
        <ChampTexte nom="garanties" libelle="Observations sur les garanties" facultatif />
        <Actions>
          <Bouton icone="enregistrer">Enregistrer l’offre</Bouton>
        </Actions>
      </Formulaire>
    </Section>
  )
}
