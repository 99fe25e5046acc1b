using LongAn.OpenData.Server.Commands;

return await PortalCommandLine.RunAsync(args);
