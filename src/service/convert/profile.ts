const item = (path: string, name: string, value: string): string =>
  `<item oor:path="/org.openoffice.${path}"><prop oor:name="${name}" oor:op="fuse"><value>${value}</value></prop></item>`;

const SCRIPTING = 'Office.Common/Security/Scripting';

/** Settings of LibreOffice: no macro runs, no link is followed, nothing is remembered. */
export const PROFILE = `<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">${[
  item(SCRIPTING, 'DisableMacrosExecution', 'true'),
  item(SCRIPTING, 'MacroSecurityLevel', '3'),
  item(SCRIPTING, 'DisableActiveContent', 'true'),
  item(SCRIPTING, 'BlockUntrustedRefererLinks', 'true'),
  item('Office.Calc/Content/Update', 'Link', '1'),
  item('Office.Writer/Content/Update', 'Link', '0'),
  item('Office.Common/History', 'PickListSize', '0'),
  item('Office.Recovery/AutoSave', 'Enabled', 'false'),
  item('Office.Common/Save/Document', 'CreateBackup', 'false'),
].join('')}</oor:items>`;
