Consumer.ConsumerApp.Build(args).Run();
