using Consumer;
using Consumer.Maintenance;
using Partnero.Contracts.AspNetCore;

// Deliveries that could not be read are looked at, and released, from the command line: no address of the service gives them away.
if (args is [UnreadableCommand.Name, .. var command])
    return await UnreadableCommand.RunAsync(ConsumerApp.Build([]).Services.GetRequiredService<PartneroInbox>(), command, Console.Out);

await ConsumerApp.Build(args).RunAsync();
return 0;
