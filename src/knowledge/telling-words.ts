// Words of technical questions that one language has and English has not: they tell a short question's language.

/** Lower case, with their marks and as people type them without. */
export function tellingWordsOf(language: string): ReadonlySet<string> {
  return LISTS.get(language) ?? NONE
}

const NONE: ReadonlySet<string> = new Set()

const WORDS: Record<string, string> = {
  de: `aktualisieren aktualisiere aktualisiert aktualisierung anmelden anmeldung bekomme bekommt bildschirm datei dateien
    einrichten einstellen einstellungen erkennt falsch falsche falsches fehler fehlermeldung fehlt festplatte findet
    funktionieren funktioniert geht herunterladen installieren installiere installiert ich keinen konfigurieren lässt lauft
    läuft löschen mein meinen meldung nutzen öffnen passwort rechner schwarzer startet stürzt verbinden verbindung
    verschieben verwenden zeigt`,
  es: `acceso actualizar actualizo actualización actualizacion algunas algunos archivo archivos arranca arranque conectar
    conecta configurar consigo contraseña cómo descargar descargo desinstalar disco dónde ejecutar encuentra equivocada
    equivocado escritorio espacio falla funciona funcionan instala instalación instalacion instalar instalo junto nueva
    nuevo pantalla permiso permisos puedo quiero reconoce sistema tarjeta teclado usuario versión`,
  pt: `acesso algumas alguns arquivo arquivos atualizar atualizo atualização baixar conectar conecta configurar consigo
    desinstalar disco encontra errada errado espaço executar ficheiro funciona funcionam instala instalação instalar instalo
    inicia não nova novo numa num permissão permissões placa posso quero reconhece senha sistema tela teclado usuário
    versão`,
  fr: `affiche afficher ajouter aucun aucune bureau connecter connexion démarre démarrer désinstaller dossier écran erreur
    fichier fichiers fonctionne fonctionner installe lancer logiciel marche mauvais mauvaise mettre nouveau nouvelle ouvrir
    problème reconnu sous supprimer système télécharger trouve utilisateur utiliser`,
}

const LISTS = new Map(
  Object.entries(WORDS).map(([language, words]) => [
    language,
    new Set(words.split(/\s+/).filter(Boolean)) as ReadonlySet<string>,
  ]),
)
